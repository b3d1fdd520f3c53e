#include "engine/log/format.hpp"

#include "engine/log/log.hpp"

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

constexpr text::Code kDamage[] = {text::Code::log_damaged, text::Code::artifact_hash,   text::Code::broken_record,
                                  text::Code::broken_tail, text::Code::broken_anchor,   text::Code::anchor_unreadable,
                                  text::Code::log_schema,  text::Code::artifact_missing};

}  // namespace

bool is_damage(const text::Diagnostic& failure) {
    return std::find(std::begin(kDamage), std::end(kDamage), failure.code) != std::end(kDamage);
}

std::variant<std::monostate, NotALog, OtherVersion, OtherJournal> check_header(const FileHeader& header) {
    const auto is_byte = [](char magic, unsigned char byte) { return static_cast<unsigned char>(magic) == byte; };
    if (!std::equal(kMagic.begin(), kMagic.end(), header.begin(), is_byte)) {
        return NotALog{{"不是数据库文件", "not a database file"}};
    }
    if (number_at(header, kApplication) != kApplicationId) return NotALog{{"是别的 SQLite 数据库", "another SQLite database"}};
    if (number_at(header, kUserVersion) != kVersion) return OtherVersion{number_at(header, kUserVersion)};
    if (header[kWriteVersion] != kRollbackJournal || header[kReadVersion] != kRollbackJournal) return OtherJournal{};
    return std::monostate{};
}

}  // namespace duban::log
