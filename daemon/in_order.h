// Work on the lines of a list by several threads whose results are taken in the lines' order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <istream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace webclip::daemon {

struct ListLine {
    std::size_t index = 0;   // of those that are not blank
    std::size_t number = 0;  // in the list, from 1
    std::string text;
};

// One list, once. `work` is called by any thread; `take` by one at a time, for each result as soon as it and
// those before it are there.
template <typename Result>
class InOrder {
  public:
    InOrder(std::istream& lines, std::function<Result(const ListLine&)> work,
            std::function<void(Result)> take)
        : lines_(lines), work_(std::move(work)), take_(std::move(take)) {}

    // Returns when all is taken. Throws what `work` and `take` throw.
    void run(std::size_t jobs) {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back([this] { serve(); });
        for (std::thread& thread : threads) thread.join();
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    // Results ahead of a slow line are held, but only so many.
    static constexpr std::size_t most_ahead = 64;

    void serve() {
        try {
            while (const std::optional<ListLine> line = next_line()) put(line->index, work_(*line));
        } catch (...) {
            const std::lock_guard taking{taking_};
            if (!failure_) failure_ = std::current_exception();
            took_more_.notify_all();
        }
    }

    std::optional<ListLine> next_line() {
        const std::lock_guard reading{reading_};
        {
            std::unique_lock taking{taking_};
            took_more_.wait(taking, [&] { return read_ < taken_ + most_ahead || failure_; });
            if (failure_) return std::nullopt;
        }
        ListLine line;
        do {
            if (!std::getline(lines_, line.text)) return std::nullopt;
            line.number = ++number_;
        } while (line.text.find_first_not_of(" \t\r") == std::string::npos);
        line.index = read_++;
        return line;
    }

    void put(std::size_t index, Result result) {
        const std::lock_guard taking{taking_};
        ready_.emplace(index, std::move(result));
        for (auto next = ready_.find(taken_); next != ready_.end(); next = ready_.find(taken_)) {
            take_(std::move(next->second));
            ready_.erase(next);
            ++taken_;
        }
        took_more_.notify_all();
    }

    std::istream& lines_;
    std::function<Result(const ListLine&)> work_;
    std::function<void(Result)> take_;

    // Apart from the taking: who waits for a line of a pipe keeps nobody from taking.
    std::mutex reading_;
    std::size_t number_ = 0;
    std::size_t read_ = 0;

    std::mutex taking_;
    std::condition_variable took_more_;
    std::size_t taken_ = 0;
    std::map<std::size_t, Result> ready_;
    std::exception_ptr failure_;  // ends it all
};

}  // namespace webclip::daemon
