#include "engine/log/beside.hpp"

#include "engine/log/reason.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <thread>

namespace duban::log {

namespace {

constexpr std::chrono::milliseconds kPoll{5};
constexpr mode_t kMode = 0666;  // less the umask, as SQLite makes the log itself
constexpr std::size_t kHashDigits = 64;

/// A descriptor that closes itself.
class File {
public:
    File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, kMode)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

text::Words reason_at(const std::string& path, int error) {
    const text::Words why = reason(error);
    return {path + "：" + why.zh, path + ": " + why.en};
}

std::string anchor_path(const std::string& log) { return log + ".head"; }

std::optional<Anchor> parse_anchor(std::string_view line) {
    Anchor anchor;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), anchor.number);
    if (error != std::errc() || anchor.number < 1) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (line.size() != kHashDigits + 2 || line.front() != ' ' || line.back() != '\n') return std::nullopt;
    anchor.hash = line.substr(1, kHashDigits);
    if (anchor.hash.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
    return anchor;
}

}  // namespace

WriteLock::WriteLock(const std::string& log, std::chrono::milliseconds patience) {
    file_ = ::open((log + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
    if (file_ < 0) {
        reason_ = reason_at(log + ".lock", errno);
        return;
    }
    struct flock whole{};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    for (std::chrono::milliseconds waited{0};; waited += kPoll) {
        held_ = ::fcntl(file_, F_OFD_SETLK, &whole) == 0;
        if (held_) return;
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            reason_ = reason_at(log + ".lock", errno);
            return;
        }
        if (waited >= patience) return;
        std::this_thread::sleep_for(kPoll);
    }
}

WriteLock::~WriteLock() {
    if (file_ >= 0) ::close(file_);
}

text::Result<std::optional<Anchor>> read_anchor(const std::string& log) {
    const File file(anchor_path(log), O_RDONLY);
    if (!file.is_open() && errno == ENOENT) return std::optional<Anchor>();
    std::array<char, 128> bytes;
    const auto size = file.is_open() ? ::read(file.get(), bytes.data(), bytes.size()) : -1;
    auto anchor = size < 0 ? std::nullopt : parse_anchor({bytes.data(), static_cast<std::size_t>(size)});
    if (!anchor) return text::diagnose(text::Code::anchor_unreadable, {anchor_path(log)});
    return anchor;
}

void write_anchor(const std::string& log, const Anchor& anchor) {
    const std::string fresh = anchor_path(log) + ".new";
    const std::string line = std::to_string(anchor.number) + ' ' + anchor.hash + '\n';
    {
        const File file(fresh, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open()) return;
        if (::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())) return;
        if (::fsync(file.get()) != 0) return;
    }
    if (std::rename(fresh.c_str(), anchor_path(log).c_str()) != 0) ::unlink(fresh.c_str());
}

void sync_folder_of(const std::string& path) {
    const File folder(path.substr(0, path.rfind('/') + 1), O_RDONLY | O_DIRECTORY);
    if (folder.is_open()) (void)::fsync(folder.get());
}

}  // namespace duban::log
