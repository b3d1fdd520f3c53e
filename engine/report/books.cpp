#include "engine/report/books.hpp"

#include "engine/report/ledger.hpp"

#include <variant>

namespace duban::report {

Books::Books(const units::Tree& units) : units_(units), ledger_(std::make_unique<Ledger>(units)) {}
Books::Books(Books&&) noexcept = default;
Books::~Books() = default;

text::Outcome Books::catch_up(const log::Log& log) {
    const auto head = log.head();
    if (!head) return head.failure();
    if (is_clean_ && ledger_->size() == static_cast<std::size_t>(head->number)) return std::monostate{};
    ledger_ = std::make_unique<Ledger>(units_);
    adopted_.clear();
    is_clean_ = true;
    if (head->number == 0) return std::monostate{};
    auto read = log.read(std::nullopt, [this](const log::Record& record) {
        const log::Kind kind = record.entry.kind;
        if (kind == log::Kind::plan || kind == log::Kind::units || kind == log::Kind::calendar)
            adopted_.push_back({kind, record.entry.value});
        ledger_->take(record.entry, record.number, record.recorded_at);
    });
    if (!read) forget();
    return read;
}

void Books::written(value::Instant recorded_at) { ledger_->number_those_told(recorded_at); }

void Books::forget() { is_clean_ = false; }

}  // namespace duban::report
