#include "engine/log/log.hpp"
#include "engine/log/record.hpp"

#include "engine/digest/sha256.hpp"

#include <array>

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

/// Length, colon, bytes, comma: no two lists of columns give the same bytes.
void put(std::string& out, std::string_view column) {
    out += std::to_string(column.size());
    out += ':';
    out += column;
    out += ',';
}

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
    const Entry& entry = record.entry;
    std::string bytes = "duban record 1\n";
    put(bytes, std::to_string(record.number));
    put(bytes, std::to_string(record.recorded_at.minutes));
    put(bytes, entry.key);
    put(bytes, name(entry.kind));
    put(bytes, entry.unit);
    put(bytes, entry.task);
    put(bytes, entry.indicator);
    put(bytes, entry.period);
    put(bytes, std::to_string(entry.effective.minutes));
    put(bytes, entry.case_id);
    put(bytes, entry.value);
    put(bytes, entry.numerator);
    put(bytes, entry.denominator);
    put(bytes, entry.corrects);
    put(bytes, entry.reason);
    put(bytes, entry.evidence);
    put(bytes, entry.by);
    put(bytes, entry.source == Source::verifier ? "verifier" : "reporter");
    put(bytes, record.previous);
    return digest::sha256(bytes);
}

}  // namespace duban::log
