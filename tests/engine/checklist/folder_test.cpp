#include "tests/engine/checklist/country.hpp"

#include <array>
#include <map>
#include <regex>

namespace duban::tests {
namespace {

using checklist::Format;

/// Every file of the folder, by its path.
std::map<std::string, std::string> folder(const Country& country, std::span<const Format> formats) {
    const engine::Look look = country.look("2026-07-10");
    checklist::Context context = engine::documents(country.opened(), look, text::Language::zh);
    std::map<std::string, std::string> files;
    const bool is_whole =
        checklist::write_folder(context, nullptr, formats, checklist::Mark::bom, [&](const checklist::Delivery& file) {
            const std::string path = file.place + std::string(checklist::ending(file.format));
            EXPECT_TRUE(files.emplace(path, file.bytes).second) << path << " is written twice";
            EXPECT_LE(file.number, file.documents);
            return true;
        });
    EXPECT_TRUE(is_whole);
    return files;
}

/// Where a link from a file leads.
std::string target(const std::string& from, std::string link) {
    std::string at = from.substr(0, from.rfind('/') + 1);
    while (link.starts_with("../")) {
        link.erase(0, 3);
        at.pop_back();
        at.resize(at.rfind('/') + 1);
    }
    return at + link;
}

TEST(Folder, EveryLinkLeadsToAFile) {
    const Country country;
    const std::array formats{Format::markdown};
    const auto files = folder(country, formats);
    const std::regex link(R"(\]\(<([^>]+)>\))");
    std::size_t links = 0;
    for (const auto& [path, text] : files) {
        for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found) {
            EXPECT_TRUE(files.contains(target(path, (*found)[1]))) << path << " links to " << (*found)[1];
            ++links;
        }
    }
    EXPECT_GT(links, 100U);
}

TEST(Folder, EveryFileIsReachedFromTheIndex) {
    const Country country;
    const std::array formats{Format::markdown};
    const auto files = folder(country, formats);
    const std::regex link(R"(\]\(<([^>]+)>\))");
    std::map<std::string, bool> seen{{"index.md", true}};
    std::vector<std::string> open{"index.md"};
    while (!open.empty()) {
        const std::string path = open.back();
        open.pop_back();
        const std::string& text = files.at(path);
        for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found) {
            const std::string next = target(path, (*found)[1]);
            if (seen.emplace(next, true).second) open.push_back(next);
        }
    }
    for (const auto& [path, text] : files)
        EXPECT_TRUE(seen.contains(path)) << path;
}

TEST(Folder, EveryOfficeHasItsListInEveryFormat) {
    const Country country;
    const std::array formats{Format::json, Format::csv};
    const auto files = folder(country, formats);
    for (const char* path : {"units/10", "units/11/11", "units/11/1103", "units/12/1202", "levels/县", "below/10",
                             "below/12/12", "leaders/12", "tasks/8", "departments/防汛办", "problems/10", "index"}) {
        for (const char* ending : {".json", ".csv"})
            EXPECT_TRUE(files.contains(std::string(path) + ending)) << path << ending;
    }
}

TEST(Folder, ADeliveryThatFailsEndsTheWhole) {
    const Country country;
    const engine::Look look = country.look("2026-07-10");
    checklist::Context context = engine::documents(country.opened(), look, text::Language::zh);
    const std::array formats{Format::json};
    std::size_t taken = 0;
    EXPECT_FALSE(checklist::write_folder(context, nullptr, formats, checklist::Mark::bom,
                                         [&](const checklist::Delivery&) { return ++taken < 3; }));
    EXPECT_EQ(taken, 3U);
}

}  // namespace
}  // namespace duban::tests
