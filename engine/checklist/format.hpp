// In which formats do documents come?
#pragma once

#include "engine/checklist/page.hpp"

#include <array>
#include <string>
#include <string_view>

namespace duban::checklist {

enum class Format : std::uint8_t { markdown, json, csv, html, xlsx };

struct FormatName {
    Format format;
    std::string_view name;    // as the command line calls it
    std::string_view ending;  // of a file
};
inline constexpr std::array kFormats{FormatName{Format::markdown, "md", ".md"}, FormatName{Format::json, "json", ".json"},
                                     FormatName{Format::csv, "csv", ".csv"}, FormatName{Format::html, "html", ".html"},
                                     FormatName{Format::xlsx, "xlsx", ".xlsx"}};
[[nodiscard]] std::string_view ending(Format format);

/// A page in a format other than JSON, which each document makes by itself: programs want members, not a table's cells.
[[nodiscard]] std::string written(const Page& page, Format format, Mark mark);

/// A document that has `json(context, document)` and `page(context, document)`.
template <class Context, class Document>
[[nodiscard]] std::string in_format(const Context& context, const Document& document, Format format, Mark mark) {
    return format == Format::json ? json(context, document) : written(page(context, document), format, mark);
}

}  // namespace duban::checklist
