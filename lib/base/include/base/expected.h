// The outcome of an operation that the outside world can make fail: a value, or the error that explains its
// absence. Member names are those of C++23's std::expected, so that it can take over one day.
#pragma once

#include <cassert>
#include <type_traits>
#include <utility>
#include <variant>

namespace webclip {

// Wraps an error on its way into an Expected: `return Unexpected{FetchError{...}};`.
template <typename E>
class Unexpected {
  public:
    explicit Unexpected(E error) : error_(std::move(error)) {}
    const E& error() const& { return error_; }
    E&& error() && { return std::move(error_); }

  private:
    E error_;
};

template <typename T, typename E>
class [[nodiscard]] Expected {
  public:
    using value_type = T;
    using error_type = E;

    // NOLINTNEXTLINE(google-explicit-constructor): as std::expected
    Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as std::expected
    Expected(Unexpected<E> error) : state_(std::in_place_index<1>, std::move(error).error()) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    // Precondition of the next four: has_value().
    T& value() & { return assert(has_value()), std::get<0>(state_); }
    const T& value() const& { return assert(has_value()), std::get<0>(state_); }
    T&& value() && { return assert(has_value()), std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    // Precondition: !has_value().
    E& error() & { return assert(!has_value()), std::get<1>(state_); }
    const E& error() const& { return assert(!has_value()), std::get<1>(state_); }
    E&& error() && { return assert(!has_value()), std::get<1>(std::move(state_)); }

    template <typename U>
    T value_or(U&& fallback) const& {
        return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
    }

  private:
    std::variant<T, E> state_;
};

template <typename E>
class [[nodiscard]] Expected<void, E> {
  public:
    using value_type = void;
    using error_type = E;

    Expected() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): as std::expected
    Expected(Unexpected<E> error) : state_(std::in_place_index<1>, std::move(error).error()) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const E& error() const& { return assert(!has_value()), std::get<1>(state_); }
    E&& error() && { return assert(!has_value()), std::get<1>(std::move(state_)); }

  private:
    std::variant<std::monostate, E> state_;
};

}  // namespace webclip
