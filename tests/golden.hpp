// Does an output equal the file that a person has read and kept?
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace duban::tests {

/// A file of the repository, by its path from the root; empty if there is none.
inline std::string file_text(const std::string& path_from_root) {
    std::ifstream in(std::filesystem::path(DUBAN_SOURCE_DIR) / path_from_root, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

/// Compares with tests/golden/`relative_path`; with DUBAN_GOLDENS=write in the environment, writes it instead.
inline void expect_golden(const std::string& relative_path, std::string_view actual) {
    const std::string path = "tests/golden/" + relative_path;
    const char* mode = std::getenv("DUBAN_GOLDENS");
    if (mode != nullptr && std::string_view(mode) == "write") {
        const std::filesystem::path file = std::filesystem::path(DUBAN_SOURCE_DIR) / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << actual;
        return;
    }
    EXPECT_EQ(file_text(path), actual) << path << " (./dev goldens rewrites it)";
}

}  // namespace duban::tests
