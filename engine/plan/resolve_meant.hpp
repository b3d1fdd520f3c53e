// What was meant where a name stands for nothing? Private to this folder.
#pragma once

#include "engine/plan/resolve_context.hpp"

#include <optional>

namespace duban::plan {

/// A name that holds words of the language: what ran together, and how it is written apart.
struct RunTogether {
    bool begins_with_name = false;  // with one that is declared; else `word` is only seen in it
    std::string word;
    std::string apart;  // 应急演练 不少于2次
};
/// `known` are the names of that kind; only indicators and windows have phrases round them that could run together.
[[nodiscard]] std::optional<RunTogether> run_together(std::string_view name, NameKind kind,
                                                      const std::vector<std::string>& known);

/// A name, or a word of the language, as a plan writes it: in 「…」 or `…` if it must be.
[[nodiscard]] text::Words as_written(const std::string& name);

/// How an organ is named with its unit, at the levels that it exists at: `镇 的 卫生院，每个 村 的 卫生院`.
enum class Wanted : std::uint8_t { leads, verifier };
[[nodiscard]] text::Words organ_with_unit(const Context& context, const Organ& organ, Wanted wanted);

/// 每个 村 其中 山区 的 村委会: the filter's last name is an organ. Its place in the tree, and the right order.
struct OrganInFilter {
    Span span;
    std::string attribute;
    text::Words meant;
};
[[nodiscard]] std::optional<OrganInFilter> organ_in_filter(const Context& context, const syntax::Who& who);

}  // namespace duban::plan
