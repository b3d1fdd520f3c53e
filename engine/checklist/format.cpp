#include "engine/checklist/format.hpp"

#include <algorithm>

namespace duban::checklist {

std::string_view ending(Format format) {
    const auto* found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatName& one) { return one.format == format; });
    return found->ending;
}

std::string written(const Page& page, Format format, Mark mark) {
    switch (format) {
        case Format::markdown: return markdown(page);
        case Format::csv: return csv(page, mark);
        case Format::html: return html(page);
        case Format::xlsx: return xlsx(page);
        case Format::json: break;
    }
    return {};
}

}  // namespace duban::checklist
