#include "archive/robots_memory.h"

#include <memory>
#include <utility>

#include "store/catalog.h"

namespace webclip::archive {

net::RobotsMemory robots_memory(const std::filesystem::path& folder, store::Writer& writer) {
    const auto catalog = std::make_shared<store::Catalog>(folder);  // the fetcher's thread's from now on
    return {.recall = [catalog](const std::string& origin) -> std::optional<model::RobotsCopy> {
                try {
                    return catalog->robots(origin);
                } catch (const store::DatabaseError&) {
                    return std::nullopt;
                }
            },
            .keep =
                [&writer](const std::string& origin, model::RobotsCopy copy) {
                    // Nobody waits for it: lost in a crash, it is asked for again.
                    writer.robots_fetched(origin, std::move(copy));
                }};
}

}  // namespace webclip::archive
