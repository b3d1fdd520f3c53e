// Invented places in the middle of their year, for tests of documents: the files in country/ and town/.
#pragma once

#include "engine/engine.hpp"
#include "tests/golden.hpp"

#include <memory>
#include <string>
#include <utility>

namespace duban::tests {

inline constexpr const char* kToday = "2026-07-10";
inline value::Instant at(const char* text) { return *value::parse_instant(text, value::BareDate::last_minute, 480); }

class Country {
public:
    Country() : Country("country") {}
    explicit Country(const std::string& folder) : folder_("tests/engine/checklist/" + folder + "/") {
        opening_ = engine::open(Repository(), folder_ + "plan.duban");
        for (const auto& finding : opening_.findings.all()) {
            if (finding.code == text::Code::attribute_blank) continue;  // a unit whose duty nobody knows is wanted
            ADD_FAILURE() << text::sentence(finding, text::Language::en);
        }
        hand_in("spring.csv", "2026-04-08T10:00");
        hand_in("summer.csv", "2026-07-08T10:00");
    }
    void hand_in(const char* file, const char* when) {
        engine::Terms terms;
        terms.received_at = at(when);
        const auto taken = engine::submit(opened(), *log_, file_text(folder_ + file), file, terms);
        ASSERT_TRUE(taken);
        EXPECT_EQ(taken->accepted, taken->rows) << file;
    }
    [[nodiscard]] const engine::Opened& opened() const { return *opening_.opened; }
    [[nodiscard]] engine::Look look(const char* as_of) const {
        return std::move(*engine::look(opened(), *log_, at(as_of), at(as_of)));
    }
    [[nodiscard]] units::UnitIndex unit(const char* code) const { return *opened().units.find(code); }
    [[nodiscard]] std::uint32_t task(const char* id) const { return opened().plan.find_task(id); }

private:
    class Repository final : public engine::Loader {
    public:
        [[nodiscard]] text::Result<std::string> load(const std::string& path) const override { return file_text(path); }
    };

    std::string folder_;
    engine::Opening opening_;
    std::unique_ptr<log::Log> log_ = log::memory_log();
};

}  // namespace duban::tests
