#include "tests/engine/log/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace duban::fuzz {

namespace {

/// A log of a few records in a folder in memory, and its bytes.
struct Sample {
    Sample() {
        const auto log = open_sqlite_log(path, log::Open::to_write);
        const log::Artifact plan = log::artifact_of(log::Kind::plan, "as issued");
        static_cast<void>((*log)->append(std::vector{plan}, std::vector{log::adopting(plan, "p")}, {10}));
        static_cast<void>((*log)->append({}, log::batch("a", 3), {20}));
        bytes = log::bytes_of(path);
        head = log::bytes_of(path + ".head");
    }
    log::Folder folder;
    std::string path = folder.file("x.db");
    std::string bytes;
    std::string head;
};

/// The sample with patches: the place in three bytes, a length, and as many bytes; a length of 0 cuts the file off there. A
/// fuzzer finds no way through a whole SQLite file, but does through a few changes of one.
std::string patched(std::string whole, std::string_view patches) {
    constexpr std::size_t kHead = 4;
    const auto byte = [&patches](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(patches[at])); };
    while (patches.size() >= kHead && !whole.empty()) {
        const std::size_t place = (byte(0) | byte(1) << 8U | byte(2) << 16U) % whole.size();
        const std::size_t length = std::min(byte(3), patches.size() - kHead);
        if (length == 0)
            whole.resize(place);
        else
            whole.replace(place, length, patches.substr(kHead, length));
        patches.remove_prefix(kHead + length);
    }
    return whole;
}

}  // namespace

std::string log(std::string_view bytes) {
    static const Sample sample;
    log::write_bytes(sample.path, bytes.starts_with("SQLite format 3") ? std::string(bytes) : patched(sample.bytes, bytes));
    log::write_bytes(sample.path + ".head", sample.head);
    for (const log::Open how : {log::Open::to_read, log::Open::to_write}) {
        const auto log = log::open_sqlite_log(sample.path, how);
        if (!log) {
            static_cast<void>(log::said(log));
            continue;
        }
        const std::string verdict = log::verified(**log);
        std::int64_t last = 0;
        const auto read = (*log)->read(std::nullopt, [&last](const log::Record& record) { last = record.number; });
        if (verdict == "whole" && (!read || last != 4)) return "a whole log cannot be read, or not to its end";
        static_cast<void>((*log)->find("a-1"));
        static_cast<void>((*log)->artifact(digest::sha256("as issued")));
        if (how == log::Open::to_write) static_cast<void>((*log)->append({}, std::vector{log::entry("b")}, {30}));
    }
    return {};
}

}  // namespace duban::fuzz
