#include "dsl/text/encoding.hpp"

#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace duban::text {

namespace {

/// Pairs of bytes as GBK has them make up nearly all that is not ASCII. So they do in UTF-8 with a broken byte in it; but there
/// nearly all is characters of three bytes, which GBK read as UTF-8 hardly ever is.
bool looks_like_gbk(std::string_view bytes) {
    std::size_t sound = 0;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t size = character_at(bytes, i).size;
        const bool is_ascii = static_cast<unsigned char>(bytes[i]) < 0x80;
        sound += size > 2 ? size : 0;
        broken += size == 1 && !is_ascii ? 1U : 0U;
        i += size;
    }
    if (sound > broken) return false;
    std::size_t pairs = 0;
    std::size_t strays = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        if (lead < 0x80) continue;
        const auto trail = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0;
        if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE && trail != 0x7F) {
            ++pairs;
            ++i;
        } else {
            ++strays;
        }
    }
    return pairs > 0 && strays * 20 <= pairs;
}

Diagnostic at(std::size_t offset, Code code, std::vector<Words> arguments = {}) {
    const auto place = static_cast<std::uint32_t>(std::min<std::size_t>(offset, std::numeric_limits<std::uint32_t>::max()));
    return diagnose(code, {}, {place, place}, std::move(arguments));
}

}  // namespace

std::optional<Diagnostic> not_text(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return at(0, Code::looks_like_utf16);
    if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos) {
        return at(zero, Code::binary_source, {std::to_string(zero + 1)});
    }
    const std::optional<std::size_t> invalid = first_invalid_utf8(bytes);
    if (!invalid) return std::nullopt;
    if (looks_like_gbk(bytes)) return at(*invalid, Code::looks_like_gbk);
    return at(*invalid, Code::not_utf8, {std::to_string(*invalid + 1)});
}

}  // namespace duban::text
