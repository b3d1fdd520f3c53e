// tree -> text: a plan's source in the house's form.
//
// A clause a line, four blanks to a block. The phrases of a block, and those of a run of declarations of one kind, begin in one
// column, two blanks behind the widest first word; behind a first word that stands alone, one. A line of more than 100 columns
// goes on in the next: tables a row a line, criteria before 或, then before 且, lists behind a comma. A step or part that was
// written on one line stays on one. Comments and single blank lines stay where they stood; a comment inside a phrase comes
// behind it.
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/text/source.hpp"

#include <string>

namespace duban::syntax {

/// Of a file that was read from `source` without errors. Read again it gives the same tree; keywords and built-in names are in
/// that language, all else is the planner's and stays.
[[nodiscard]] std::string print(const PlanFile& file, const text::Source& source, text::Language language);

}  // namespace duban::syntax
