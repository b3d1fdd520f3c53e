// The receipt as a JSON object: one spelling for every document.
#pragma once

#include "engine/evaluate/receipt.hpp"
#include "engine/json/writer.hpp"

namespace duban::checklist {

void write_receipt(json::Writer& writer, const evaluate::Receipt& receipt);

}  // namespace duban::checklist
