// From text to plan in one step, for tests.
#pragma once

#include "tests/golden.hpp"

#include "dsl/syntax/parse.hpp"
#include "dsl/text/render.hpp"
#include "engine/plan/dump.hpp"
#include "engine/plan/resolve.hpp"
#include "engine/plan/resolve_lights.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duban::plan {

/// A handful of units: one nation, two provinces, prefectures, districts of which two share a name, a placeholder, a dummy.
inline constexpr std::string_view kFewUnits = R"(代码,名称,层级,上级,机关,隐患突出
100000,全国,国家,,,
320000,江苏省,省,100000,,
320100,南京市,地市,320000,,
320106,鼓楼区,县,320100,,是
320300,徐州市,地市,320000,,
320302,鼓楼区,县,320300,,
370000,山东省,省,100000,,
370100,市辖区,地市,370000,否,
370102,历下区,县,370100,,
)";

struct Reading {
    text::Source source;
    text::Sink sink;
    std::optional<units::Tree> units;
    std::optional<Plan> plan;

    [[nodiscard]] std::string findings(text::Language language) const {
        std::string all;
        for (const text::Diagnostic& diagnostic : sink.all())
            all += text::render(diagnostic, &source, language, text::Paint::plain) + "\n";
        return all;
    }
};

inline const std::vector<std::string> kFewLevels{"国家", "省", "地市", "县"};

inline Reading read_plan(std::string name, std::string plan_text, std::string_view units_csv = kFewUnits,
                         const std::vector<std::string>& levels = kFewLevels) {
    Reading reading{{std::move(name), std::move(plan_text)}, {}, std::nullopt, std::nullopt};
    const syntax::PlanFile tree = syntax::parse(reading.source, reading.sink);
    reading.units = units::read_units(units_csv, "units.csv", levels, reading.sink);
    reading.plan = resolve(tree, reading.source, reading.units ? &*reading.units : nullptr,
                           resolve_lights(tree, reading.source, reading.sink), {}, reading.sink);
    reading.sink.sort();
    return reading;
}

}  // namespace duban::plan
