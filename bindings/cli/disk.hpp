// How are files read, and written whole or not at all?
#pragma once

#include "engine/engine.hpp"

#include <string>
#include <string_view>

namespace duban::cli {

inline constexpr std::size_t kMostFileBytes = std::size_t{1} << 30U;

[[nodiscard]] text::Result<std::string> read_file(const std::string& path);
/// Written beside it and renamed; folders that are missing are made.
[[nodiscard]] text::Outcome write_file(const std::string& path, std::string_view bytes);
/// The same for what can be made again: not forced onto the disk, which for thousands of files takes minutes.
[[nodiscard]] text::Outcome write_file_lightly(const std::string& path, std::string_view bytes);
/// Never over a file that is there: `STEM-2END`, `STEM-3END` ... are tried; one that says the same already is as good. Its
/// name.
[[nodiscard]] text::Result<std::string> write_new_file(const std::string& stem, const std::string& end, std::string_view bytes);
[[nodiscard]] bool says(const std::string& path, std::string_view bytes);
/// True of what nothing can be put beside: a pipe, a device, a descriptor.
[[nodiscard]] bool is_stream(const std::string& path);
[[nodiscard]] bool is_there(const std::string& path);
[[nodiscard]] bool is_folder(const std::string& path);

class Disk final : public engine::Loader {
public:
    [[nodiscard]] text::Result<std::string> load(const std::string& path) const override { return read_file(path); }
};

}  // namespace duban::cli
