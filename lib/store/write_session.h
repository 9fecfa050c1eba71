// What the changes of one transaction share: the connection, the blobs, and which blobs gained or lost their
// rows.
#pragma once

#include <vector>

#include "base/sha256.h"
#include "base/timestamp.h"
#include "store/blob_store.h"
#include "store/database.h"

namespace webclip::store {

struct WriteSession {
    Database& database;
    BlobStore& blobs;
    Timestamp now;
    std::vector<Sha256> named;    // by rows of this transaction
    std::vector<Sha256> dropped;  // rows gone; the files go after the commit
};

// Before a row names a blob: checks that it is in the store and notes it in `blobs`. Throws std::system_error
// (ENOENT) when it is not: a row must never name what is not there.
void name_blob(WriteSession& session, const Sha256& digest);
void name_blob(WriteSession& session, const std::optional<Sha256>& digest);
// Drops the row of a blob that nothing names any more.
void drop_blob_if_unnamed(WriteSession& session, const Sha256& digest);
// Whether the catalog has a row for it.
bool is_named(Database& database, const Sha256& digest);

}  // namespace webclip::store
