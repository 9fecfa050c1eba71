// The multi-byte indexes of the WHATWG Encoding Standard (§5), made at first use from ICU's converters and
// the places where these differ from the standard; tests compare them with published rows.
#pragma once

#include <cstddef>
#include <vector>

namespace webclip::text {

// Code points by pointer; 0 where the index has none.
using Index = std::vector<char32_t>;

const Index& gb18030_index();  // 126 × 190
const Index& big5_index();     // 126 × 157; the four pointers that stand for two code points each are 0
const Index& euc_kr_index();   // 126 × 190
const Index& jis0208_index();  // 60 × 188, with the vendors' rows that only Shift_JIS reaches
const Index& jis0212_index();  // 94 × 94

// The code points below U+10000 that GB 18030 writes with four bytes, by pointer (39,420 of them).
const Index& gb18030_four_byte_index();

}  // namespace webclip::text
