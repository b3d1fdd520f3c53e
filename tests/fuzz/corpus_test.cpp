// Does each target hold for each input that was kept: seeds, what reached something new, what once went wrong?
#include "tests/fuzz/targets.hpp"

#include "tests/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace duban::fuzz {
namespace {

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, HoldsForEachInputThatIsKept) {
    const std::filesystem::path root = DUBAN_SOURCE_DIR;
    std::vector<std::string> inputs;
    for (const auto& entry : std::filesystem::directory_iterator(root / "tests/fuzz/corpus" / GetParam().name))
        inputs.push_back(entry.path().lexically_relative(root).string());
    std::sort(inputs.begin(), inputs.end());
    EXPECT_FALSE(inputs.empty());
    for (const std::string& input : inputs)
        EXPECT_EQ(GetParam().run(tests::file_text(input)), "") << input;
}

INSTANTIATE_TEST_SUITE_P(Of, Corpus, testing::ValuesIn(kTargets),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace duban::fuzz
