#include "engine/checklist/duties.hpp"

#include "tests/engine/evaluate/scene.hpp"

namespace duban::tests {
namespace {

TEST(Duties, EveryRowIsHeldOnceByItsHolder) {
    Scene scene;
    const std::uint32_t drill = scene.indicator("演练", plan::IndicatorKind::flow, "次");
    scene.task("a", scene.all("省"), Scene::compare(drill, plan::Comparison::at_least, 1));
    scene.task("b", scene.all("县"), Scene::compare(drill, plan::Comparison::at_least, 1));
    scene.tell(scene.act(log::Kind::transfer, "140000", "a", "2012-06-01", "100000", "130000"));
    const evaluate::World world = scene.world();
    const evaluate::Board board = scene.board("2012-07-01");
    const checklist::Duties duties(world, board);
    std::size_t rows = 0;
    for (std::uint32_t u = 0; u < world.units.size(); ++u) {
        for (const checklist::RowRef place : duties.held_by(units::UnitIndex{u})) {
            EXPECT_EQ(board.blocks[place.block].holder[place.row], units::UnitIndex{u});
            ++rows;
        }
    }
    EXPECT_EQ(rows, board.size());
    EXPECT_EQ(duties.held_by(scene.unit("130000")).size(), 2U);
    EXPECT_EQ(duties.held_below(world.units, scene.unit("140000")).size(), 2U);  // its counties'
    EXPECT_EQ(duties.held_below(world.units, scene.unit("100000")).size(), board.size());
    EXPECT_EQ(checklist::rows_held_below(board.blocks[0], world.units, scene.unit("130000")).size(), 2U);
    EXPECT_TRUE(checklist::rows_held_below(board.blocks[0], world.units, scene.unit("140000")).empty());
}

TEST(Duties, WhoeverTakesPartIsShownTheRowsBelowElseThoseAboveElseAllThatItIsNamedFor) {
    Scene scene;
    const std::uint32_t drill = scene.indicator("演练", plan::IndicatorKind::flow, "次");
    scene.task("provinces", scene.all("省"), Scene::compare(drill, plan::Comparison::at_least, 1));
    const evaluate::World world = scene.world();
    const evaluate::Board board = scene.board("2012-07-01");
    const auto size = [&](const char* code, bool each) {
        plan::Who who;
        who.each = each;
        const auto [first, last] = checklist::rows_backed(world, board.blocks[0], scene.unit(code), who);
        return last - first;
    };
    EXPECT_EQ(size("100000", true), 2U);  // both provinces lie below
    EXPECT_EQ(size("140000", true), 1U);  // its own
    EXPECT_EQ(size("140105", true), 1U);  // its province's
    scene.plan.tasks[0].lead.units = {scene.unit("130000")};
    const evaluate::Board one = scene.board("2012-07-01");
    plan::Who who;
    EXPECT_EQ(checklist::rows_backed(world, one.blocks[0], scene.unit("140105"), who),
              (std::pair<std::size_t, std::size_t>{0, 1}));
    who.each = true;
    EXPECT_EQ(checklist::rows_backed(world, one.blocks[0], scene.unit("140105"), who),
              (std::pair<std::size_t, std::size_t>{0, 0}));
}

}  // namespace
}  // namespace duban::tests
