// What stands in a plan's file, one below the other, in whatever order it was written?
#pragma once

#include "dsl/syntax/ast.hpp"
#include "dsl/syntax/keywords.hpp"
#include "dsl/syntax/print_phrase.hpp"
#include "dsl/syntax/print_words.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace duban::syntax {

/// One clause, field, light or declaration.
struct Item {
    enum class Aligned : std::uint8_t { no, in_block, in_run };
    std::uint32_t begin = 0;                         // of what it is known by: its first word, or the name behind that
    std::uint32_t end = 0;                           // of its phrase; of a block 0
    Aligned aligned = Aligned::no;
    Keyword kind = Keyword::plan;                    // of a run
    std::function<void(Words&, Phrase&)> write;      // head and phrase
    std::optional<Span> block;
    std::function<std::vector<Item>()> inside;       // of a block
    bool may_be_one_line = false;                    // if the block was written on one
    std::function<void(Words&, Phrase&)> behind;     // the block
};
using Items = std::vector<Item>;

/// The declarations of the file, which must outlive them.
[[nodiscard]] Items items_of(const PlanFile& file);

}  // namespace duban::syntax
