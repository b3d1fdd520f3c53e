// The commands: what each prints, and how it ends.
#pragma once

#include "bindings/cli/arguments.hpp"
#include "bindings/cli/terminal.hpp"

namespace duban::cli {

[[nodiscard]] Exit init(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit check(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit format(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit dump(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit units(const Arguments& arguments, Terminal& terminal);

[[nodiscard]] Exit submit(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit log(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit verify(const Arguments& arguments, Terminal& terminal);

[[nodiscard]] Exit status(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit explain(const Arguments& arguments, Terminal& terminal);

[[nodiscard]] Exit diff(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit amend(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit what_if(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit forecast(const Arguments& arguments, Terminal& terminal);

[[nodiscard]] Exit checklist(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit coverage(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit missing(const Arguments& arguments, Terminal& terminal);
[[nodiscard]] Exit notices(const Arguments& arguments, Terminal& terminal);

}  // namespace duban::cli
