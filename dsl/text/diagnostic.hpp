// What is wrong, where, and how is it said?
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/text/span.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::text {

enum class Severity : std::uint8_t { error, warning };

/// Every stable code. The tables (number, severity, sentence in zh and en) are in dsl/text/codes/*.def:
/// 1xxx text and words, 2xxx grammar, 3xxx meaning of a plan, 4xxx warnings on a plan, 5xxx units and calendar,
/// 6xxx submissions, 7xxx the log, 8xxx evaluation, 9xxx the program and the world.
enum class Code : std::uint16_t {
#define DUBAN_CODE(name, number, severity, zh, en) name = number,
#include "dsl/text/codes/all.def"
#undef DUBAN_CODE
};

/// One row of the table; in the sentences `{0}`, `{1}` ... stand for the arguments.
struct CodeEntry {
    Code code;
    Severity severity;
    std::string_view zh;
    std::string_view en;
};

/// Every code, by rising number.
[[nodiscard]] std::span<const CodeEntry> code_table();

/// `D1203`.
[[nodiscard]] std::string code_name(Code code);

enum class Rows : std::uint8_t { lines, items };

/// A finding as data. `row` and `column` are for data files (1-based row, column by its name); `span` for sources.
struct Diagnostic {
    Code code{};
    Severity severity = Severity::error;
    std::string file;              // as the user named it; empty if none
    Span span;                     // in that file
    std::vector<Words> arguments;
    std::uint32_t row = 0;         // 0: none
    Rows rows = Rows::lines;       // what `row` counts: lines of the file, or items of a list in it
    std::string column;            // empty: none
};

/// The sentence, with its arguments filled in.
[[nodiscard]] std::string sentence(const Diagnostic& diagnostic, Language language);

/// Makes a diagnostic with the severity of its table row.
[[nodiscard]] Diagnostic diagnose(Code code, std::vector<Words> arguments = {});
/// The same with a place.
[[nodiscard]] Diagnostic diagnose(Code code, std::string file, Span span, std::vector<Words> arguments = {});

/// Where findings go; keeps at most kMost and counts the rest. The only output parameter of the house.
class Sink {
public:
    static constexpr std::size_t kMost = 1000;

    void add(Diagnostic diagnostic);
    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
    /// In the order of file and place, errors and warnings together; stable. Call when a pass is over.
    void sort();
    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] std::size_t left_out() const { return left_out_; }

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace duban::text
