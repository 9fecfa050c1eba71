// Who a Chinese, Japanese or Korean line says wrote the article: 记者 张三, 【記者王小明／台北報導】,
// 文／王五, 作者：李四, 取材・文＝山田太郎, 홍길동 기자. To teach a word, add it to the tables in
// byline_cjk.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace webclip::extract {

// The names the line states, none if it states none. Editors (责任编辑, 責任編輯), sources (来源),
// photographers and translators are no authors. `line` is valid UTF-8; a long one is read at its beginning
// only.
std::vector<std::string> cjk_authors(std::string_view line);

}  // namespace webclip::extract
