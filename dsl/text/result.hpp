// How does a call say that the world failed?
#pragma once

#include "dsl/text/diagnostic.hpp"

#include <utility>
#include <variant>

namespace duban::text {

/// A value, or the one diagnostic that says why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Diagnostic failure) : held_(std::in_place_index<1>, std::move(failure)) {}

    [[nodiscard]] explicit operator bool() const { return held_.index() == 0; }
    [[nodiscard]] T& operator*() { return std::get<0>(held_); }
    [[nodiscard]] const T& operator*() const { return std::get<0>(held_); }
    [[nodiscard]] T* operator->() { return &std::get<0>(held_); }
    [[nodiscard]] const T* operator->() const { return &std::get<0>(held_); }
    [[nodiscard]] const Diagnostic& failure() const { return std::get<1>(held_); }

private:
    std::variant<T, Diagnostic> held_;
};

using Outcome = Result<std::monostate>;

}  // namespace duban::text
