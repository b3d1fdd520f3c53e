#include "engine/digest/sha256.hpp"
#include "engine/log/columns.hpp"
#include "engine/log/log.hpp"

#include <array>
#include <charconv>

namespace duban::log {

namespace {

struct KindWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<KindWords, kKinds> kKindWords{{
    {"reading", "填报", "reading"},
    {"withdraw", "撤回", "withdraw"},
    {"case", "事件", "case"},
    {"close", "关闭", "close"},
    {"no_case", "无情况", "no case"},
    {"claim", "申报完成", "claim"},
    {"verify", "审核通过", "verify"},
    {"return", "退回", "return"},
    {"judge", "评定", "judge"},
    {"excuse", "说明", "excuse"},
    {"waive", "免除", "waive"},
    {"extend", "延期", "extend"},
    {"transfer", "移交", "transfer"},
    {"announce", "公布", "announce"},
    {"plan", "计划", "plan"},
    {"units", "单位", "units"},
    {"calendar", "日历", "calendar"},
}};

/// The bytes under a record's hash. Each column is its length, a colon, its bytes, a comma: no two lists of columns give the
/// same bytes.
class Bytes {
public:
    void add(Kind kind) { add(name(kind)); }
    void add(Source source) { add(name(source)); }
    void add(std::int64_t number) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        add(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    }
    void add(std::string_view column) {
        std::array<char, 24> digits;
        bytes_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), column.size()).ptr);
        bytes_ += ':';
        bytes_ += column;
        bytes_ += ',';
    }
    [[nodiscard]] const std::string& all() const { return bytes_; }

private:
    std::string bytes_ = "duban record 1\n";
};

}  // namespace

std::string_view name(Kind kind) { return kKindWords[static_cast<std::size_t>(kind)].name; }

text::Words words(Kind kind) {
    const KindWords& entry = kKindWords[static_cast<std::size_t>(kind)];
    return {std::string(entry.zh), std::string(entry.en)};
}

std::optional<Kind> kind_of(std::string_view word) {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        const KindWords& entry = kKindWords[kind];
        if (word == entry.name || word == entry.zh || word == entry.en) return static_cast<Kind>(kind);
    }
    return std::nullopt;
}

std::string hash_of(const Record& record) {
    Bytes bytes;
    each_hashed_column(record, [&bytes](std::string_view, const auto& column) { bytes.add(column); });
    return digest::sha256(bytes.all());
}

}  // namespace duban::log
