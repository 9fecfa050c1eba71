// A value that can only be reached with its mutex held.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace webclip::sync {

// Any thread. `auto state = shared.lock(); state->count++;` holds the mutex until `state` goes out of scope.
template <typename T>
class Synchronized {
  public:
    class Lock {
      public:
        Lock(T& value, std::mutex& mutex) : lock_(mutex), value_(value) {}
        T* operator->() { return &value_; }
        T& operator*() { return value_; }
        // Sleeps on `condition` until `ready(value)`; the mutex is released meanwhile.
        template <typename Ready>
        void wait(std::condition_variable& condition, Ready ready) {
            condition.wait(lock_, [&] { return ready(value_); });
        }
        // As wait, but gives up at `deadline`; returns whether `ready(value)` holds.
        template <typename Clock, typename Duration, typename Ready>
        bool wait_until(std::condition_variable& condition, std::chrono::time_point<Clock, Duration> deadline,
                        Ready ready) {
            return condition.wait_until(lock_, deadline, [&] { return ready(value_); });
        }

      private:
        std::unique_lock<std::mutex> lock_;
        T& value_;
    };

    Synchronized() = default;
    explicit Synchronized(T value) : value_(std::move(value)) {}

    Lock lock() { return Lock{value_, mutex_}; }

  private:
    std::mutex mutex_;
    T value_{};
};

}  // namespace webclip::sync
