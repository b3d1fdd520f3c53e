// What are documents made from, and in which language?
#pragma once

#include "dsl/text/source.hpp"
#include "engine/checklist/duties.hpp"
#include "engine/checklist/lights.hpp"
#include "engine/evaluate/explain.hpp"
#include "engine/evaluate/receipt.hpp"
#include "engine/evaluate/rollup.hpp"

#include <optional>
#include <set>
#include <string>

namespace duban::checklist {

/// One board with all that is looked up in it again and again. What it is made from must outlive it.
struct Context {
    Context(std::vector<const text::Source*> plan_sources, const evaluate::World& the_world, const evaluate::Facts& facts,
            const evaluate::Board& the_board, const evaluate::Receipt& the_receipt, text::Language in_language)
        : sources(std::move(plan_sources)),
          world(the_world),
          board(the_board),
          receipt(the_receipt),
          language(in_language),
          explainer(world, facts, board),
          duties(world, board),
          rollup(board, world.units) {}

    std::vector<const text::Source*> sources;  // of the plan and of what it amends: clauses are quoted from them
    evaluate::World world;
    const evaluate::Board& board;
    const evaluate::Receipt& receipt;
    text::Language language;
    evaluate::Explainer explainer;
    Duties duties;
    evaluate::Rollup rollup;

    [[nodiscard]] bool in_chinese() const { return language == text::Language::zh; }
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string(in_chinese() ? zh : en);
    }
};

/// Which units: of a level, of a level below a unit, of all below it.
struct Scope {
    std::optional<units::LevelIndex> level;
    std::optional<units::UnitIndex> under;
};
/// `全国`, `县`, `山西省 县`, `山西省`
[[nodiscard]] std::string scope_words(const Context& context, const Scope& scope);

// ---- what pages have in common

[[nodiscard]] Cell text_cell(std::string text, Place link = {});
[[nodiscard]] Cell number_cell(std::int64_t number);
/// The completion rate in percent; the weighted rate.
[[nodiscard]] Cell rate_cell(const evaluate::Counts& counts);
[[nodiscard]] Cell weighted_rate_cell(const evaluate::Counts& counts);
/// Done, under way, not done, unknown, the rate, the weighted rate if there are weights: their columns, and the cells under
/// them.
void add_count_columns(const Context& context, Table& table);
void add_count_cells(const Context& context, const evaluate::Counts& counts, Cells& cells);
/// `完成 3，进行中 1，未完成 1，不明 2；完成率 42.9–71.4%`
[[nodiscard]] std::string counts_words(const Context& context, const evaluate::Counts& counts);
/// Those lights in their order, with when they are shown.
[[nodiscard]] Legend light_legend(const Context& context, const std::set<Rank>& lights);

/// A page with what all pages have: the plan and the day under the title, the receipt.
[[nodiscard]] Page begin_page(const Context& context, std::string title, Orientation orientation);

}  // namespace duban::checklist
