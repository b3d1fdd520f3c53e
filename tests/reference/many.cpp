// How do a thousand worlds ask one process? A command line comes in on a line, its words parted by U+001F; what `duban` says to
// it goes out, headed by its exit code and the bytes of standard output and of standard error.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

int duban_main(int argc, char** argv);  // main of bindings/cli/main.cpp, called so here

namespace {

/// Stands in for a stream; what was written to it since the last time is read and forgotten.
class Kept {
public:
    explicit Kept(int stream) : file_(memfd_create("said", 0)) { good_ = file_ >= 0 && dup2(file_, stream) == stream; }

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::string take() {
        const off_t end = lseek(file_, 0, SEEK_CUR);
        std::string said(static_cast<std::size_t>(end), '\0');
        good_ = pread(file_, said.data(), said.size(), 0) == end && lseek(file_, 0, SEEK_SET) == 0 && ftruncate(file_, 0) == 0;
        return said;
    }

private:
    int file_;
    bool good_ = false;
};

bool put(int file, const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t written = write(file, bytes.data() + at, bytes.size() - at);
        if (written <= 0) return false;
        at += static_cast<std::size_t>(written);
    }
    return true;
}

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words = {"duban"};
    std::size_t begin = 0;
    for (std::size_t end = line.find('\x1f'); end != std::string::npos; begin = end + 1, end = line.find('\x1f', begin)) {
        words.push_back(line.substr(begin, end - begin));
    }
    words.push_back(line.substr(begin));
    return words;
}

}  // namespace

int main() {
    const int answers = dup(STDOUT_FILENO);
    Kept out(STDOUT_FILENO);
    Kept err(STDERR_FILENO);
    for (std::string line; out.good() && err.good() && std::getline(std::cin, line);) {
        std::vector<std::string> words = words_of(line);
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        const int code = duban_main(static_cast<int>(arguments.size()), arguments.data());
        if (std::fflush(stdout) != 0) return 1;
        const std::string said = out.take();
        const std::string complained = err.take();
        const std::string head =
            std::to_string(code) + " " + std::to_string(said.size()) + " " + std::to_string(complained.size()) + "\n";
        if (!put(answers, head + said + complained)) return 1;
    }
    return out.good() && err.good() ? 0 : 1;
}
