// libFuzzer's way in: the target that FUZZ_TARGET names. `./dev fuzz` runs it.
#include "tests/fuzz/targets.hpp"

#include <cstdio>
#include <cstdlib>

namespace {

const duban::fuzz::Target& chosen() {
    const char* name = std::getenv("FUZZ_TARGET");
    for (const duban::fuzz::Target& target : duban::fuzz::kTargets) {
        if (name != nullptr && target.name == name) return target;
    }
    std::fputs("FUZZ_TARGET names no target\n", stderr);
    std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const duban::fuzz::Target& target = chosen();
    const std::string wrong = target.run({reinterpret_cast<const char*>(data), size});
    if (wrong.empty()) return 0;
    std::fprintf(stderr, "%s: %s\n", std::string(target.name).c_str(), wrong.c_str());
    std::abort();
}
