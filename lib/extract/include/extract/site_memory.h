// Learns from page to page of one host. Pure: a profile and a page's notes in, the profile out. `extract`
// makes the notes and looks at the profile.
#pragma once

#include "model/site_profile.h"

namespace webclip::extract {

// A page that is known already, by its address or because at least two fifths of its article's long blocks
// are those of another one, takes that one's place; any other takes the oldest one's once all are taken. What
// no remembered page has is forgotten. Whatever the notes hold, the result is within the limits.
model::SiteProfile learn(model::SiteProfile profile, const model::PageNotes& notes);

// Whether a profile keeps its own rules; one from a file or another process may not.
bool is_sound(const model::SiteProfile& profile);

}  // namespace webclip::extract
