#include "engine/plan/model.hpp"

#include <array>

namespace duban::plan {

namespace {

template <class T, class Same>
std::uint32_t find(const std::vector<T>& list, Same&& same) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (same(list[i])) return i;
    }
    return kNone;
}

std::string_view bare(std::string_view name) {
    constexpr std::string_view kOpen = "《";
    constexpr std::string_view kClose = "》";
    if (name.starts_with(kOpen) && name.ends_with(kClose)) {
        name.remove_prefix(kOpen.size());
        name.remove_suffix(kClose.size());
    }
    return name;
}

}  // namespace

std::uint32_t Plan::find_task(std::string_view id) const {
    return find(tasks, [&](const Task& task) { return task.id == id; });
}

std::uint32_t Plan::find_indicator(std::string_view wanted) const {
    const std::string_view wanted = bare(name);
    return find(indicators, [&](const Indicator& indicator) { return indicator.name == wanted; });
}

std::uint32_t Plan::find_field(std::uint32_t event, std::string_view wanted) const {
    const std::string_view wanted = bare(name);
    return find(indicators, [&](const Indicator& indicator) { return indicator.event == event && indicator.name == wanted; });
}

std::uint32_t Plan::find_event(std::string_view wanted) const {
    return find(events, [&](const Event& event) { return event.name == wanted; });
}

text::Words document_stage(std::size_t rank) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, kDocumentStages> kStages{
        {{"已起草", "drafted"}, {"已征求意见", "consulted"}, {"已报送", "submitted"}, {"已印发", "issued"}, {"已公布", "published"}}};
    return {std::string(kStages[rank].first), std::string(kStages[rank].second)};
}

}  // namespace duban::plan
