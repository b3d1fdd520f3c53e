#include "engine/plan/model.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace duban::plan {

std::optional<units::UnitIndex> Verifier::office(const units::Tree& tree, units::UnitIndex of, value::Instant at) const {
    if (kind == Kind::nobody) return std::nullopt;
    const std::optional<units::UnitIndex> named = kind == Kind::unit ? std::optional(unit) : tree.superior(of);
    return named ? std::optional(tree.held_by(*named, at)) : std::nullopt;
}

namespace {

template <class Things, class Key>
std::uint32_t position(const Things& things, Key Things::value_type::* key, std::string_view wanted) {
    const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.*key == wanted; });
    return found == things.end() ? kNone : static_cast<std::uint32_t>(found - things.begin());
}

}  // namespace

std::string_view without_marks(std::string_view title) {
    for (const auto& [opens, closes] : {std::pair<std::string_view, std::string_view>{"《", "》"}, {"“", "”"}}) {
        if (title.starts_with(opens) && title.ends_with(closes))
            return title.substr(opens.size(), title.size() - opens.size() - closes.size());
    }
    return title;
}

std::uint32_t Plan::find_task(std::string_view id) const { return position(tasks, &Task::id, id); }

std::uint32_t Plan::find_event(std::string_view wanted) const { return position(events, &Event::name, wanted); }

std::uint32_t Plan::find_parameter(std::string_view wanted) const { return position(parameters, &DurationTable::name, wanted); }

std::uint32_t Plan::find_attribute(std::string_view wanted) const { return position(attributes, &Attribute::name, wanted); }

std::uint32_t Plan::find_indicator(std::string_view wanted, bool of_case) const {
    wanted = without_marks(wanted);
    std::uint32_t own = kNone;
    std::uint32_t carried = kNone;  // by cases
    std::size_t carriers = 0;
    for (std::uint32_t i = 0; i < indicators.size(); ++i) {
        if (indicators[i].name != wanted || indicators[i].newer != kNone) continue;
        if (indicators[i].event == kNone) {
            own = i;
        } else {
            carried = i;
            ++carriers;
        }
    }
    if (carriers != 1 || (own != kNone && !of_case)) return own;
    return carried;
}

std::uint32_t Plan::find_field(std::uint32_t event, std::string_view wanted) const {
    wanted = without_marks(wanted);
    for (std::uint32_t i = 0; i < indicators.size(); ++i) {
        if (indicators[i].event == event && indicators[i].name == wanted) return i;
    }
    return kNone;
}

std::optional<value::Date> Plan::added_on(const Task& task) const {
    const Task& added = oldest(task);
    std::optional<value::Date> first = added.version < before.size() ? issued_of(added) : std::nullopt;
    for (const std::uint32_t replaced : added.whole == kNone ? added.replaced : tasks[added.whole].replaced)
        first = std::min(first, added_on(tasks[replaced]));
    return first;
}

std::vector<std::string> Plan::in_place_of(const Task& task) const {
    std::vector<std::string> ids;
    for (const std::uint32_t other : task.taken_by)
        ids.push_back(tasks[other].id);
    return ids;
}

std::vector<std::uint32_t> Plan::all_it_replaced(const Task& task) const {
    std::vector<std::uint32_t> found = it_replaced(task);
    const auto add = [&](std::uint32_t one) {
        if (one != kNone && std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
    };
    for (std::size_t next = 0; next < found.size(); ++next) {
        const Task& one = tasks[found[next]];
        add(one.former);
        for (const std::uint32_t replaced : one.replaced)
            add(replaced);
    }
    return found;
}

std::vector<std::uint32_t> Plan::with_replaced(std::uint32_t task) const {
    std::vector<std::uint32_t> found = versions_of(task);
    if (tasks[task].whole != kNone) return found;
    const std::vector<std::uint32_t> replaced = all_it_replaced(tasks[found.front()]);
    found.insert(found.end(), replaced.begin(), replaced.end());
    return found;
}

std::string Plan::way_words(const std::vector<std::uint32_t>& way) const {
    std::string said;
    for (const std::uint32_t task : way)
        said += (said.empty() ? "" : " → ") + tasks[task].id;
    return said;
}

bool has_same_slots(const Task& part, const Task& whole) {
    if (part.slots != whole.slots || part.rhythm != whole.rhythm) return false;
    if (part.trigger && part.trigger->event != whole.trigger->event) return false;
    return part.window == whole.window && part.stretches == whole.stretches;
}

text::Words document_stage(std::size_t rank) {
    static const std::array<text::Words, kDocumentStages> kStages{{{"已起草", "drafted"},
                                                                   {"已征求意见", "consulted"},
                                                                   {"已报送", "submitted"},
                                                                   {"已印发", "issued"},
                                                                   {"已公布", "published"}}};
    return rank < kDocumentStages ? kStages[rank] : text::Words();
}

}  // namespace duban::plan
