// A change on its way to the writer's thread: what it does in a transaction, and whom it tells how that
// ended.
#pragma once

#include <exception>
#include <future>
#include <optional>
#include <type_traits>
#include <utility>

#include "write_session.h"

namespace webclip::store {

class Change {
  public:
    Change() = default;
    virtual ~Change() = default;
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    Change(Change&&) = delete;
    Change& operator=(Change&&) = delete;

    virtual void apply(WriteSession& session) = 0;  // once
    virtual void succeed() = 0;                     // after the commit
    virtual void fail(std::exception_ptr error) = 0;
};

template <typename Apply>
class ChangeOf : public Change {
  public:
    using Result = std::invoke_result_t<Apply&, WriteSession&>;

    explicit ChangeOf(Apply apply) : apply_(std::move(apply)) {}
    std::future<Result> future() { return promise_.get_future(); }

    void apply(WriteSession& session) override {
        if constexpr (std::is_void_v<Result>) {
            apply_(session);
        } else {
            result_ = apply_(session);
        }
    }
    void succeed() override {
        if constexpr (std::is_void_v<Result>) {
            promise_.set_value();
        } else {
            promise_.set_value(std::move(*result_));
        }
    }
    void fail(std::exception_ptr error) override { promise_.set_exception(std::move(error)); }

  private:
    struct Nothing {};
    Apply apply_;
    std::optional<std::conditional_t<std::is_void_v<Result>, Nothing, Result>> result_;
    std::promise<Result> promise_;
};

}  // namespace webclip::store
