// Signals as something the main thread waits for, not as something that happens to it.
#pragma once

#include <chrono>
#include <csignal>
#include <initializer_list>
#include <optional>

namespace webclip::daemon {

// Blocks the signals for this thread and all it will start. Make it before the first thread.
class SignalSet {
  public:
    SignalSet(std::initializer_list<int> signals);
    // The next signal, or nothing after `patience`.
    std::optional<int> wait(std::chrono::milliseconds patience) const;

  private:
    sigset_t signals_;
};

}  // namespace webclip::daemon
