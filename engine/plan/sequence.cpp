#include "engine/plan/sequence.hpp"

#include <algorithm>
#include <utility>

namespace duban::plan {

std::vector<std::uint32_t> sequence(const std::vector<std::vector<std::uint32_t>>& needs,
                                    const std::function<void(const std::vector<std::uint32_t>&)>& tell_circle) {
    enum class Seen : std::uint8_t { not_yet, on_the_way, done };
    std::vector<std::uint32_t> order;
    std::vector<Seen> seen(needs.size());
    std::vector<std::pair<std::uint32_t, std::size_t>> way;  // depth first, without recursion: a chain may be long
    const auto enter = [&](std::uint32_t one) {
        if (seen[one] == Seen::on_the_way) {
            std::vector<std::uint32_t> circle;
            auto here = std::find_if(way.begin(), way.end(), [&](const auto& visit) { return visit.first == one; });
            for (; here != way.end(); ++here)
                circle.push_back(here->first);
            circle.push_back(one);
            tell_circle(circle);
        }
        if (seen[one] != Seen::not_yet) return;
        seen[one] = Seen::on_the_way;
        way.emplace_back(one, 0);
    };
    for (std::uint32_t first = 0; first < needs.size(); ++first) {
        enter(first);
        while (!way.empty()) {
            const std::uint32_t one = way.back().first;
            if (way.back().second < needs[one].size()) {
                enter(needs[one][way.back().second++]);
            } else {
                seen[one] = Seen::done;
                order.push_back(one);
                way.pop_back();
            }
        }
    }
    return order;
}

}  // namespace duban::plan
