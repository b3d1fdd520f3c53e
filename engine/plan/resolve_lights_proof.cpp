#include "engine/plan/resolve_lights_proof.hpp"

#include "dsl/value/decimal.hpp"
#include "engine/plan/light.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace duban::plan {

namespace {

using text::Code;
using text::Words;

enum class Assured : std::uint8_t { reported, verified, silent };
enum class Behind : std::uint8_t { never, maybe, always };
enum class Left : std::uint8_t { never, any, past, ahead, soon, not_soon };

/// What a row of a status word can be besides (docs/SEMANTICS.md, section 5).
struct Possible {
    State word;
    std::array<bool, 3> assured;  // by Assured
    Behind behind;
    Left left;
};

// The word of an open row first, and the more usual before the less: the first gap found is the one that is told.
constexpr std::array kPossible{
    Possible{State::on_schedule, {true, true, false}, Behind::never, Left::not_soon},
    Possible{State::not_started, {false, false, true}, Behind::never, Left::not_soon},
    Possible{State::due_soon, {true, true, true}, Behind::never, Left::soon},
    Possible{State::behind, {true, true, false}, Behind::always, Left::ahead},
    Possible{State::report_missing, {true, true, true}, Behind::maybe, Left::ahead},
    Possible{State::overdue, {true, true, true}, Behind::maybe, Left::past},
    Possible{State::unreported_overdue, {true, true, true}, Behind::maybe, Left::past},
    Possible{State::undetermined, {true, true, true}, Behind::maybe, Left::any},
    Possible{State::done, {true, true, true}, Behind::never, Left::never},
    Possible{State::done_early, {true, true, true}, Behind::never, Left::never},
    Possible{State::done_late, {true, true, true}, Behind::never, Left::never},
    Possible{State::awaiting_verification, {true, true, true}, Behind::maybe, Left::any},
    Possible{State::claimed_without_proof, {true, true, false}, Behind::never, Left::any},
    Possible{State::returned, {true, false, false}, Behind::never, Left::any},
    Possible{State::failed, {true, true, true}, Behind::maybe, Left::never},
    Possible{State::planned, {true, true, true}, Behind::maybe, Left::any},
    Possible{State::waiting, {true, true, true}, Behind::maybe, Left::any},
    Possible{State::waived, {true, true, true}, Behind::maybe, Left::never},
    Possible{State::excused, {true, true, true}, Behind::maybe, Left::never},
    Possible{State::not_applicable, {true, true, true}, Behind::never, Left::never},
    Possible{State::superseded, {true, true, true}, Behind::maybe, Left::never},
    Possible{State::no_case, {true, true, true}, Behind::never, Left::never},
};
static_assert(kPossible.size() + 3 == kStates);  // unreported, verified and not achieved are no status words

/// Whether `should` and `may` rows read the word as not achieved.
bool may_be_not_achieved(State word) {
    return word == State::failed || word == State::overdue || word == State::unreported_overdue;
}

constexpr std::int64_t kPoint = value::Decimal::kOne / 100;
constexpr std::int64_t kMostBehind = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMostDays = 4'000'000;  // more than there are between any two dates

std::vector<std::int64_t> thresholds(const std::vector<Light>& lights, LightNode::Kind kind) {
    std::vector<std::int64_t> found;
    for (const Light& light : lights) {
        for (const LightNode& node : light.when) {
            if (node.kind == kind) found.push_back(node.amount);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// A plain number in the stretch, for people to read: far from its ends, and a multiple of `unit` if there is one.
std::int64_t plain_between(std::int64_t first, std::int64_t last, std::int64_t most, std::int64_t unit) {
    const bool open = last >= most || first <= -most;
    const std::int64_t wanted = !open ? first + (last - first) / 2 : last >= most ? first + 10 * unit : last - 10 * unit;
    const std::int64_t round = wanted / unit * unit;
    return std::clamp(round >= first && round <= last ? round : wanted, first, last);
}

/// One value of each stretch from `first` to `last` in which no rule can tell two values apart.
void add_cells(std::vector<std::int64_t>& cells, std::int64_t first, std::int64_t last, const std::vector<std::int64_t>& cuts,
               std::int64_t most, std::int64_t unit) {
    for (const std::int64_t cut : cuts) {
        if (cut < first || cut > last) continue;
        if (cut > first) cells.push_back(plain_between(first, cut - 1, most, unit));
        cells.push_back(cut);
        first = cut + 1;
    }
    if (first <= last) cells.push_back(plain_between(first, last, most, unit));
}

struct Cells {
    std::vector<bool> not_achieved;
    std::vector<Assured> assured;
    std::vector<std::int32_t> behind;
    std::vector<std::optional<std::int64_t>> left;
};

class Proof {
public:
    Proof(const std::vector<Light>& lights, Span span, Heard heard)
        : lights_(lights),
          span_(span),
          heard_(heard),
          behind_cuts_(thresholds(lights, LightNode::Kind::behind)),
          left_cuts_(thresholds(lights, LightNode::Kind::time_left)),
          rules_(lights.size()) {
        for (std::size_t i = 0; i < rules_.size(); ++i)
            rules_[i].covered_by.assign(i, true);
    }

    [[nodiscard]] bool is_within_bounds() const {
        std::size_t conditions = 0;
        for (const Light& light : lights_)
            conditions += light.when.size();
        const auto refuse = [&](std::size_t most, Words of_what) {
            say(Code::lights_too_many, span_, {std::move(of_what), std::to_string(most)});
            return false;
        };
        if (lights_.size() > kMostLights) return refuse(kMostLights, {"条数", "rules"});
        if (conditions > kMostConditions) return refuse(kMostConditions, {"条件的个数", "conditions"});
        if (behind_cuts_.size() > kMostThresholds) return refuse(kMostThresholds, {"“落后”的界限", "bounds of behind"});
        if (left_cuts_.size() > kMostThresholds) return refuse(kMostThresholds, {"“剩余”的界限", "bounds of time left"});
        return true;
    }

    void run() {
        for (const Possible& possible : kPossible) {
            const Cells cells = cells_of(possible);
            for (const auto& left : cells.left) {
                for (const std::int32_t behind : cells.behind) {
                    for (const Assured assured : cells.assured) {
                        if (assured == Assured::silent && behind > 0) continue;  // a value that is known was told
                        for (const bool not_achieved : cells.not_achieved)
                            look(possible, cells, {assured, behind, left, not_achieved});
                    }
                }
            }
        }
        if (gap_) say(Code::lights_with_gap, span_, {*gap_});
        for (std::size_t i = 0; i < rules_.size(); ++i)
            tell(i);
    }

private:
    struct Look {
        Assured assured;
        std::int32_t behind;
        std::optional<std::int64_t> left;
        bool not_achieved = false;
    };
    struct Rule {
        bool holds = false;            // somewhere
        bool wins = false;             // somewhere it is the first that holds
        std::vector<bool> covered_by;  // a rule before it that holds wherever it does
        std::vector<std::size_t> lost_to;  // the rules before it that win where it holds
    };

    void say(Code code, Span span, std::vector<Words> arguments) const {
        heard_.sink.add(text::diagnose(code, heard_.file, span, std::move(arguments)));
    }

    [[nodiscard]] Cells cells_of(const Possible& possible) const {
        Cells cells;
        cells.not_achieved = {false};
        if (may_be_not_achieved(possible.word)) cells.not_achieved.push_back(true);
        for (const Assured assured : {Assured::reported, Assured::verified, Assured::silent}) {
            if (possible.assured[static_cast<std::size_t>(assured)]) cells.assured.push_back(assured);
        }
        std::vector<std::int64_t> behind;
        if (possible.behind != Behind::always) behind.push_back(0);
        if (possible.behind != Behind::never) add_cells(behind, 1, kMostBehind, behind_cuts_, kMostBehind, kPoint);
        for (const std::int64_t cell : behind)
            cells.behind.push_back(static_cast<std::int32_t>(cell));
        std::vector<std::int64_t> left;
        const auto days = [&](std::int64_t first, std::int64_t last) {
            add_cells(left, first, last, left_cuts_, kMostDays, 1);
        };
        switch (possible.left) {
            case Left::never: break;
            case Left::any: days(-kMostDays, kMostDays); break;
            case Left::past: days(-kMostDays, 0); break;
            case Left::ahead: days(0, kMostDays); break;
            case Left::soon: days(0, kSoonDays); break;
            case Left::not_soon:
                days(kSoonDays + 1, kMostDays);
                days(-kMostDays, 0);
                break;
        }
        cells.left.assign(left.begin(), left.end());
        const bool always_due = possible.left == Left::past || possible.left == Left::soon;
        if (!always_due) cells.left.emplace_back(std::nullopt);
        return cells;
    }

    [[nodiscard]] static Sight sight_of(const Possible& possible, const Look& look) {
        Sight sight{states_of(possible.word), look.behind, look.left};
        if (look.assured == Assured::silent) sight.states |= bit(State::unreported);
        if (look.assured == Assured::verified) sight.states |= bit(State::verified);
        if (look.not_achieved) sight.states |= bit(State::not_achieved);
        return sight;
    }

    void look(const Possible& possible, const Cells& cells, const Look& look) {
        const Sight sight = sight_of(possible, look);
        std::optional<std::size_t> winner;
        std::vector<bool> held(lights_.size());
        for (std::size_t i = 0; i < lights_.size(); ++i) {
            held[i] = holds(lights_[i], sight, room_);
            if (!held[i]) continue;
            Rule& rule = rules_[i];
            rule.holds = true;
            for (std::size_t before = 0; before < i; ++before)
                rule.covered_by[before] = rule.covered_by[before] && held[before];
            if (!winner) {
                winner = i;
                rule.wins = true;
            } else if (std::find(rule.lost_to.begin(), rule.lost_to.end(), *winner) == rule.lost_to.end()) {
                rule.lost_to.push_back(*winner);
            }
        }
        if (!winner && !gap_) gap_ = witness(possible, cells, look);
    }

    [[nodiscard]] bool has_light(const Possible& possible, const Look& look) {
        const Sight sight = sight_of(possible, look);
        return std::any_of(lights_.begin(), lights_.end(), [&](const Light& light) { return holds(light, sight, room_); });
    }

    /// The word, and as much of the rest as matters: with another value of it there would be a light.
    Words witness(const Possible& possible, const Cells& cells, const Look& gap) {
        Words said = words_of(possible.word);
        const bool is_behind = possible.word == State::behind;
        const auto add = [&](const Words& more) {
            said.zh += "，" + more.zh;
            said.en += ", " + more.en;
        };
        const auto matters = [&](const auto& others, const auto& put) {
            return std::any_of(others.begin(), others.end(), [&](const auto& other) {
                Look changed = gap;
                put(changed, other);
                return has_light(possible, changed);
            });
        };
        if (matters(cells.behind, [](Look& look, std::int32_t other) { look.behind = other; })) {
            const std::string points = value::to_string(value::Decimal{gap.behind * std::int64_t{100}});
            if (gap.behind == 0) add({"没有落后", "not behind"});
            const Words by{"落后 " + points + " 个百分点", "behind by " + points + " points"};
            if (is_behind) said = by;
            if (gap.behind > 0 && !is_behind) add(by);
        }
        if (matters(cells.left, [](Look& look, const auto& other) { look.left = other; })) {
            if (!gap.left) add({"没有期限", "no due date"});
            if (gap.left && *gap.left >= 0)
                add({"剩余 " + std::to_string(*gap.left) + " 天", std::to_string(*gap.left) + " days left"});
            if (gap.left && *gap.left < 0)
                add({"过期 " + std::to_string(-*gap.left) + " 天", std::to_string(-*gap.left) + " days past its date"});
        }
        if (matters(cells.assured, [](Look& look, Assured other) { look.assured = other; })) {
            static const std::array<Words, 3> kWords{Words("已填报", "reported"), words_of(State::verified),
                                                     words_of(State::unreported)};
            add(kWords[static_cast<std::size_t>(gap.assured)]);
        }
        if (gap.not_achieved && matters(cells.not_achieved, [](Look& look, bool other) { look.not_achieved = other; }))
            add(words_of(State::not_achieved));
        return said;
    }

    void tell(std::size_t i) const {
        const Rule& rule = rules_[i];
        const Light& light = lights_[i];
        if (!rule.holds) return say(Code::light_never_holds, light.span, {words_of(light)});
        if (rule.wins) return;
        const bool first_else =
            light.when.empty() && std::none_of(lights_.begin(), lights_.begin() + static_cast<std::ptrdiff_t>(i),
                                               [](const Light& before) { return before.when.empty(); });
        if (first_else) return;  // 其余 with nothing left for it does no harm, and holds the set whole when a rule is taken out
        std::vector<std::size_t> by = rule.lost_to;
        const auto alone = std::find(rule.covered_by.begin(), rule.covered_by.end(), true);
        if (alone != rule.covered_by.end()) by = {static_cast<std::size_t>(alone - rule.covered_by.begin())};
        std::sort(by.begin(), by.end());
        Words covers;
        for (const std::size_t before : by) {
            const Words name = words_of(lights_[before]);
            covers.zh += (covers.zh.empty() ? "“" : "、“") + name.zh + "”";
            covers.en += (covers.en.empty() ? "“" : ", “") + name.en + "”";
        }
        say(Code::light_never_shown, light.span, {words_of(light), covers});
    }

    const std::vector<Light>& lights_;
    Span span_;
    Heard heard_;
    std::vector<std::int64_t> behind_cuts_;
    std::vector<std::int64_t> left_cuts_;
    std::vector<Rule> rules_;
    std::optional<Words> gap_;
    std::vector<std::uint8_t> room_;
};

}  // namespace

void prove_lights(const std::vector<Light>& lights, Span span, Heard heard) {
    Proof proof(lights, span, heard);
    if (proof.is_within_bounds()) proof.run();
}

}  // namespace duban::plan
