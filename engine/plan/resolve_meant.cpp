#include "engine/plan/resolve_meant.hpp"

#include "dsl/syntax/numeral.hpp"
#include "dsl/syntax/parse.hpp"
#include "dsl/syntax/print_name.hpp"
#include "dsl/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace duban::plan {

namespace {

using syntax::Keyword;
using text::Language;
using text::Words;

constexpr std::array kComparisons{Keyword::at_least,  Keyword::at_most,   Keyword::exactly,     Keyword::between,
                                  Keyword::more_than, Keyword::less_than, Keyword::is_reported, Keyword::all_covered};
constexpr std::array<std::string_view, 5> kBefore{"之前", "以前", "前", "之后", "后"};
constexpr std::array<std::string_view, 2> kHalfMonth{"半个月", "半月"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool can_be_read(NameKind kind, const std::string& phrase) {
    const std::string clause = kind == NameKind::window ? "期限 " : "完成 ";
    return syntax::can_be_read(text::Source("", "任务 1 { " + clause + phrase + " }"));
}

/// 前15天 for 前半个月, 前1天 for 之前; empty if the rest does not begin so.
std::string length_meant(std::string_view rest) {
    const auto* const word = std::find_if(kBefore.begin(), kBefore.end(), [&](auto one) { return rest.starts_with(one); });
    if (word == kBefore.end()) return {};
    const std::string joint = word->ends_with("前") ? "前" : "后";
    const std::string_view length = rest.substr(word->size());
    if (length.empty()) return joint + "1天";
    for (const std::string_view half : kHalfMonth) {
        if (length.starts_with(half)) return joint + "15天" + (joint == "后" ? "内" : "");
    }
    const syntax::Numeral numeral = syntax::numeral_at(length);
    if (numeral.length > 0) return joint + std::to_string(numeral.value) + std::string(length.substr(numeral.length));
    return is_digit(length.front()) ? joint + std::string(length) : std::string();
}

std::optional<RunTogether> after_known(std::string_view name, NameKind kind, const std::vector<std::string>& known) {
    std::string_view longest;
    for (const std::string& one : known) {
        if (name.starts_with(one) && one.size() < name.size() && one.size() > longest.size()) longest = one;
    }
    if (longest.empty()) return std::nullopt;
    const std::string_view rest = name.substr(longest.size());
    const std::string length = kind == NameKind::window ? length_meant(rest) : std::string();
    const syntax::Spelling* word = syntax::longest_spelling(rest, syntax::kReserved);
    if (length.empty() && !word && !is_digit(rest.front())) return std::nullopt;
    const std::string apart = std::string(longest) + " " + (length.empty() ? std::string(rest) : length);
    if (!can_be_read(kind, apart)) return std::nullopt;
    return RunTogether{true, word ? std::string(word->text) : std::string(), apart};
}

/// 演练活动不少于2次: no name is known, but no name has such a word in it.
std::optional<RunTogether> word_within(std::string_view name, NameKind kind) {
    constexpr std::size_t kCharacter = 3;
    for (std::size_t at = text::character_at(name, 0).size; at < name.size(); at += text::character_at(name, at).size) {
        const std::string_view rest = name.substr(at);
        const std::string base(name.substr(0, at));
        if (kind == NameKind::window) {
            const std::string length = length_meant(rest);
            if (!length.empty() && can_be_read(kind, base + " " + length))
                return RunTogether{false, length.starts_with("前") ? "前" : "后", base + " " + length};
            continue;
        }
        const syntax::Spelling* word = syntax::longest_spelling(rest, syntax::kReserved);
        if (!word || word->text.size() <= kCharacter) continue;
        const bool compares =
            std::any_of(kComparisons.begin(), kComparisons.end(), [&](Keyword one) { return word->spells(one); });
        const std::string apart = base + " " + std::string(rest);
        if (compares && can_be_read(kind, apart)) return RunTogether{false, std::string(word->text), apart};
    }
    return std::nullopt;
}

std::vector<units::UnitIndex> units_at(const units::Tree& tree, std::uint32_t level) {
    std::vector<units::UnitIndex> found;
    for (std::uint32_t i = 0; i < tree.size() && found.size() < 2; ++i) {
        const units::UnitIndex unit{i};
        if (at(tree.level(unit)) == level && tree.is_office(unit)) found.push_back(unit);
    }
    return found;
}

void add(Words& list, const Words& one) {
    list.zh += (list.zh.empty() ? "" : "，") + one.zh;
    list.en += (list.en.empty() ? "" : ", ") + one.en;
}

/// The path at the end of an atom, where a 的 would have gone on.
const syntax::Path* last_path(const syntax::Atom& atom) {
    if (atom.kind == syntax::Atom::Kind::truth) return &atom.path;
    if (atom.kind != syntax::Atom::Kind::compare || atom.target.one.empty()) return nullptr;
    const std::vector<syntax::Term>& terms = atom.target.one.front().terms;
    if (terms.empty() || terms.back().factors.empty() || !terms.back().factors.back().path) return nullptr;
    return &*terms.back().factors.back().path;
}

}  // namespace

std::optional<RunTogether> run_together(std::string_view name, NameKind kind, const std::vector<std::string>& known) {
    if (kind != NameKind::indicator && kind != NameKind::window) return std::nullopt;
    if (auto found = after_known(name, kind, known)) return found;
    return word_within(name, kind);
}

Words as_written(const std::string& name) {
    if (syntax::is_bare_name(name, {}) || syntax::find_spelling(name)) return name;
    return {syntax::name_in_marks(name, Language::zh), syntax::name_in_marks(name, Language::en)};
}

Words organ_with_unit(const Context& context, const Organ& organ, Wanted wanted) {
    const std::vector<std::string>& levels = context.plan.levels;
    Words forms;
    std::size_t at_levels = 0;
    for (std::uint32_t level = 0; level < levels.size(); ++level) {
        if ((organ.levels >> level & 1U) == 0) continue;
        ++at_levels;
        const auto units = context.units ? units_at(*context.units, level) : std::vector<units::UnitIndex>();
        const std::string& name = levels[level];
        if (units.size() == 1) {
            add(forms, {name + " 的 " + organ.name, name + "'s " + organ.name});
        } else if (wanted == Wanted::leads) {
            add(forms, {"每个 " + name + " 的 " + organ.name, "each " + name + "'s " + organ.name});
        } else if (!units.empty()) {
            const std::string& called = context.units->name(units.front());
            const bool is_one = context.units->named(called).size() == 1;
            const Words unit = as_written(is_one ? called : context.units->code(units.front()));
            add(forms, {unit.zh + " 的 " + organ.name, unit.en + "'s " + organ.name});
        }
    }
    const std::uint32_t lowest = levels.empty() ? 0 : std::uint32_t{1} << (levels.size() - 1);
    const bool has_superiors = (organ.levels & (lowest - 1)) != 0;
    if (wanted == Wanted::verifier && has_superiors) add(forms, {"上级 的 " + organ.name, "superior's " + organ.name});
    if (wanted == Wanted::leads && at_levels > 1) add(forms, {"各级 的 " + organ.name, "every level's " + organ.name});
    return forms;
}

std::optional<OrganInFilter> organ_in_filter(const Context& context, const syntax::Who& who) {
    if (!who.where || who.groups.empty() || who.where->any_of.empty() || who.where->any_of.back().atoms.empty())
        return std::nullopt;
    const syntax::Atom& first = who.where->any_of.front().atoms.front();
    const syntax::Atom& last = who.where->any_of.back().atoms.back();
    const syntax::Path* path = last_path(last);
    if (!path || path->names.size() != 2) return std::nullopt;
    const syntax::Name& organ = path->names.back();
    const Declared* declared = context.find(organ.text);
    if (!declared || declared->kind != NameKind::organ) return std::nullopt;
    const std::string units = context.written({who.groups.front().span.begin, who.groups.back().span.end});
    const std::string filter = context.written({first.span.begin, path->names.front().span.end});
    return OrganInFilter{{first.span.begin, organ.span.end},
                         path == &last.path ? path->names.front().text : last.path.names.front().text,
                         {(who.each ? "每个 " : "") + units + " 的 " + organ.text + " 其中 " + filter,
                          (who.each ? "each " : "") + units + "'s " + organ.text + " where " + filter}};
}

}  // namespace duban::plan
