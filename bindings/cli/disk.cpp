#include "bindings/cli/disk.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace duban::cli {

namespace {

using text::Code;

constexpr int kMostNames = 10'000;

struct Close {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<std::FILE, Close>;

text::Diagnostic unreadable(const std::string& path, int error) {
    if (error == ENOENT) return text::diagnose(Code::file_not_there, {path});
    return text::diagnose(Code::file_unreadable, {path, log::reason(error)});
}

text::Diagnostic unwritable(const std::string& path, int error) {
    return text::diagnose(Code::file_unwritable, {path, log::reason(error)});
}

enum class Force : std::uint8_t { to_disk, no };

/// 0, or the error.
int write_all(const std::string& path, std::string_view bytes, Force force) {
    File file(std::fopen(path.c_str(), "wb"));
    if (!file) return errno;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return errno;
    if (std::fflush(file.get()) != 0) return errno;
    if (force == Force::to_disk && fsync(fileno(file.get())) != 0) return errno;
    return std::fclose(file.release()) == 0 ? 0 : errno;
}

text::Outcome write_whole(const std::string& path, std::string_view bytes, Force force) {
    const std::filesystem::path target(path);
    std::error_code error;
    if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path(), error);
    if (error) return unwritable(path, error.value());
    const std::string draft = path + ".part-" + std::to_string(getpid());
    int failed = write_all(draft, bytes, force);
    if (failed == 0 && std::rename(draft.c_str(), path.c_str()) != 0) failed = errno;
    if (failed != 0) {
        static_cast<void>(std::remove(draft.c_str()));
        return unwritable(path, failed);
    }
    return std::monostate{};
}

}  // namespace

text::Result<std::string> read_file(const std::string& path) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return unreadable(path, errno);
    std::string bytes;
    char chunk[1U << 16U];
    for (;;) {
        const std::size_t got = std::fread(chunk, 1, sizeof chunk, file.get());
        bytes.append(chunk, got);
        if (bytes.size() > kMostFileBytes) return text::diagnose(Code::file_too_big, {path, std::to_string(kMostFileBytes)});
        if (got == sizeof chunk) continue;
        if (std::ferror(file.get()) != 0) return unreadable(path, errno);
        return bytes;
    }
}

text::Outcome write_file(const std::string& path, std::string_view bytes) { return write_whole(path, bytes, Force::to_disk); }
text::Outcome write_file_lightly(const std::string& path, std::string_view bytes) {
    return write_whole(path, bytes, Force::no);
}

text::Result<std::string> write_new_file(const std::string& stem, const std::string& end, std::string_view bytes) {
    for (int number = 1;; ++number) {
        const std::string path = stem + (number == 1 ? "" : "-" + std::to_string(number)) + end;
        const int claimed = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (claimed < 0) {
            if (errno != EEXIST || number == kMostNames) return unwritable(path, errno);
            if (says(path, bytes)) return path;
            continue;
        }
        static_cast<void>(close(claimed));
        if (const auto written = write_file(path, bytes); !written) {
            static_cast<void>(std::remove(path.c_str()));
            return written.failure();
        }
        return path;
    }
}

bool says(const std::string& path, std::string_view bytes) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    const auto there = read_file(path);
    return there && *there == bytes;
}

bool is_stream(const std::string& path) {
    std::error_code error;
    return path.starts_with("/dev/") || path.starts_with("/proc/") || !std::filesystem::is_regular_file(path, error);
}

bool is_there(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
}

}  // namespace duban::cli
