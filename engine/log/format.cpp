#include "engine/log/format.hpp"

#include <algorithm>
#include <string_view>

namespace duban::log {

namespace {

// Offsets of https://www.sqlite.org/fileformat.html, section 1.3.
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kWriteVersion = 18;
constexpr std::size_t kReadVersion = 19;
constexpr std::size_t kUserVersion = 60;
constexpr std::size_t kApplication = 68;
constexpr unsigned char kRollbackJournal = 1;

std::uint32_t number_at(const FileHeader& header, std::size_t at) {
    return (std::uint32_t{header[at]} << 24U) | (std::uint32_t{header[at + 1]} << 16U) | (std::uint32_t{header[at + 2]} << 8U) |
           std::uint32_t{header[at + 3]};
}

}  // namespace

std::variant<std::monostate, NotALog, OtherVersion> check_header(const FileHeader& header) {
    const auto is_byte = [](char magic, unsigned char byte) { return static_cast<unsigned char>(magic) == byte; };
    if (!std::equal(kMagic.begin(), kMagic.end(), header.begin(), is_byte)) {
        return NotALog{{"不是数据库文件", "not a database file"}};
    }
    if (number_at(header, kApplication) != kApplicationId) return NotALog{{"是别的 SQLite 数据库", "another SQLite database"}};
    if (number_at(header, kUserVersion) != kVersion) return OtherVersion{number_at(header, kUserVersion)};
    if (header[kWriteVersion] != kRollbackJournal || header[kReadVersion] != kRollbackJournal) {
        return NotALog{{"被别的程序改成了 WAL 方式；请用 PRAGMA journal_mode=DELETE 改回",
                        "another program has switched it to WAL; switch it back with PRAGMA journal_mode=DELETE"}};
    }
    return std::monostate{};
}

}  // namespace duban::log
