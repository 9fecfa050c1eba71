// What a Document owns besides its nodes: characters and attribute arrays in chunks that never move.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace webclip::html {

struct Document::Storage {
    std::vector<DataScript> data_scripts;
    bool quirky = true;

    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        // Texts need no alignment: take just the bytes when they fit, so that short names lie side by side.
        if (text.size() > left_) grow(text.size());
        std::memcpy(free_, text.data(), text.size());
        const std::string_view copied{free_, text.size()};
        free_ += text.size();
        left_ -= text.size();
        return copied;
    }
    Attribute* allocate_attributes(std::size_t count) {
        const std::size_t skew = reinterpret_cast<std::uintptr_t>(free_) % alignof(Attribute);
        const std::size_t padding = skew == 0 ? 0 : alignof(Attribute) - skew;
        const std::size_t size = count * sizeof(Attribute);
        if (padding + size > left_) {
            grow(size);
        } else {
            free_ += padding;
            left_ -= padding;
        }
        char* place = free_;
        free_ += size;
        left_ -= size;
        auto* attributes = reinterpret_cast<Attribute*>(place);
        for (std::size_t i = 0; i < count; ++i) new (attributes + i) Attribute;
        return attributes;
    }

  private:
    void grow(std::size_t at_least);

    std::vector<std::unique_ptr<char[]>> chunks_;
    char* free_ = nullptr;
    std::size_t left_ = 0;
    std::size_t next_chunk_ = 4096;
};

}  // namespace webclip::html
