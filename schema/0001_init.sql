-- The catalog, first version. Every table, column, unit and invariant is explained in README.md beside this file.
-- Applied as one transaction; application_id and user_version are set by the program in the same transaction.

CREATE TABLE blobs (
    sha256           TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes            INTEGER NOT NULL CHECK (bytes >= 0),
    first_seen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT NOT NULL CHECK (kind IN ('feed', 'clips', 'sitemap', 'list', 'manual')),
    address            TEXT NOT NULL,
    by_hand            INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
    active             INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    settings_json      TEXT NOT NULL,
    title              TEXT NOT NULL DEFAULT '',
    etag               TEXT NOT NULL DEFAULT '',
    last_modified      TEXT NOT NULL DEFAULT '',
    last_checked_at_ms INTEGER,
    last_changed_at_ms INTEGER,
    next_check_at_ms   INTEGER NOT NULL DEFAULT 0,
    failures           INTEGER NOT NULL DEFAULT 0,
    last_error         TEXT NOT NULL DEFAULT '',
    health             TEXT NOT NULL DEFAULT 'ok' CHECK (health IN ('ok', 'backing_off', 'dead')),
    health_since_at_ms INTEGER,
    stale_since_at_ms  INTEGER,
    rhythm_json        TEXT NOT NULL DEFAULT '{}',
    moved_url          TEXT NOT NULL DEFAULT '',
    moved_times        INTEGER NOT NULL DEFAULT 0,
    moved_since_at_ms  INTEGER,
    backfill_pages     INTEGER NOT NULL DEFAULT 0,
    feed_url           TEXT NOT NULL DEFAULT '',
    body_sha256        TEXT NOT NULL DEFAULT '',
    capture_id         INTEGER REFERENCES captures (id),
    UNIQUE (kind, address)
) STRICT;

-- What a poll asks: only what it can pick, in the order it picks.
CREATE INDEX sources_due ON sources (next_check_at_ms) WHERE active = 1 AND kind <> 'manual' AND health <> 'dead';
CREATE INDEX sources_by_capture ON sources (capture_id) WHERE capture_id IS NOT NULL;

CREATE TABLE entries (
    id                   INTEGER PRIMARY KEY,
    source_id            INTEGER NOT NULL REFERENCES sources (id),
    key                  TEXT NOT NULL UNIQUE,
    url                  TEXT NOT NULL,
    host                 TEXT NOT NULL,
    guid                 TEXT NOT NULL DEFAULT '',
    title                TEXT NOT NULL DEFAULT '',
    author               TEXT NOT NULL DEFAULT '',
    published_at_ms      INTEGER,
    updated_at_ms        INTEGER,
    categories_json      TEXT NOT NULL DEFAULT '[]',
    state                TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'archived', 'failed')),
    attempts             INTEGER NOT NULL DEFAULT 0,
    next_attempt_at_ms   INTEGER NOT NULL DEFAULT 0,
    last_attempt_at_ms   INTEGER,
    error_code           TEXT NOT NULL DEFAULT '',
    error_message        TEXT NOT NULL DEFAULT '',
    first_seen_at_ms     INTEGER NOT NULL,
    announced_capture_id INTEGER REFERENCES captures (id),
    capture_id           INTEGER REFERENCES captures (id),
    clip_id              INTEGER REFERENCES clips (id),
    CHECK (state <> 'failed' OR error_code <> ''),
    CHECK (state <> 'archived' OR clip_id IS NOT NULL)
) STRICT;

CREATE INDEX entries_due ON entries (next_attempt_at_ms, id, host) WHERE state = 'pending';
CREATE INDEX entries_due_by_host ON entries (host, next_attempt_at_ms) WHERE state = 'pending';
CREATE INDEX entries_failed ON entries (last_attempt_at_ms) WHERE error_code <> '';
CREATE INDEX entries_by_source ON entries (source_id, state);
CREATE INDEX entries_by_announcement ON entries (announced_capture_id) WHERE announced_capture_id IS NOT NULL;
CREATE INDEX entries_by_capture ON entries (capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX entries_by_clip ON entries (clip_id) WHERE clip_id IS NOT NULL;

-- Apart from entries, so that a change of state does not rewrite an article's worth of text.
CREATE TABLE entry_contents (
    entry_id    INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    html        TEXT NOT NULL,
    html_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE captures (
    id               INTEGER PRIMARY KEY,
    kind             TEXT NOT NULL CHECK (kind IN ('feed', 'page', 'image', 'robots', 'imported')),
    url              TEXT NOT NULL,
    final_url        TEXT NOT NULL,
    status           INTEGER NOT NULL,
    content_type     TEXT NOT NULL,
    content_encoding TEXT NOT NULL,
    body_sha256      TEXT REFERENCES blobs (sha256),
    body_bytes       INTEGER NOT NULL,
    started_at_ms    INTEGER NOT NULL,
    finished_at_ms   INTEGER NOT NULL,
    error_code       TEXT NOT NULL,
    error_message    TEXT NOT NULL,
    source_id        INTEGER REFERENCES sources (id),
    entry_id         INTEGER REFERENCES entries (id),
    clip_id          INTEGER REFERENCES clips (id)
) STRICT;

CREATE INDEX captures_by_body ON captures (body_sha256) WHERE body_sha256 IS NOT NULL;
CREATE INDEX captures_by_source ON captures (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX captures_by_entry ON captures (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX captures_by_clip ON captures (clip_id) WHERE clip_id IS NOT NULL;

CREATE TABLE capture_hops (
    capture_id      INTEGER NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    url             TEXT NOT NULL,
    status          INTEGER NOT NULL,
    http_version    TEXT NOT NULL,
    request_headers BLOB NOT NULL,
    headers         BLOB NOT NULL,
    peer            TEXT NOT NULL,
    tls             TEXT NOT NULL,
    started_at_ms   INTEGER NOT NULL,
    finished_at_ms  INTEGER NOT NULL,
    PRIMARY KEY (capture_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE clips (
    id                 INTEGER PRIMARY KEY,
    key                TEXT NOT NULL UNIQUE,
    source_id          INTEGER REFERENCES sources (id),
    host               TEXT NOT NULL,
    title              TEXT NOT NULL,
    heading_title      TEXT NOT NULL,
    from_url           TEXT NOT NULL,
    heading_url        TEXT NOT NULL,
    date_at_ms         INTEGER,
    date_text          TEXT NOT NULL,
    feed_date_comment  TEXT NOT NULL,
    author             TEXT NOT NULL,
    tags_json          TEXT NOT NULL,
    categories_json    TEXT NOT NULL,
    layout             TEXT NOT NULL,
    comments           INTEGER NOT NULL CHECK (comments IN (0, 1)),
    original_name      TEXT NOT NULL,
    original_sha256    TEXT REFERENCES blobs (sha256),
    created_at_ms      INTEGER NOT NULL,
    latest_revision_id INTEGER REFERENCES revisions (id),
    post_name          TEXT UNIQUE,
    post_file          TEXT,
    post_revision_id   INTEGER REFERENCES revisions (id)
) STRICT;

CREATE INDEX clips_by_address ON clips (from_url);
CREATE INDEX clips_by_post_file ON clips (post_file);
CREATE INDEX clips_by_date ON clips (date_at_ms, id);
CREATE INDEX clips_by_host ON clips (host, date_at_ms, id);
CREATE INDEX clips_by_source ON clips (source_id, date_at_ms, id);
CREATE INDEX clips_by_original ON clips (original_sha256) WHERE original_sha256 IS NOT NULL;
CREATE INDEX clips_with_stale_posts ON clips (id) WHERE post_revision_id IS NOT latest_revision_id;

CREATE TABLE revisions (
    id                INTEGER PRIMARY KEY,
    clip_id           INTEGER NOT NULL REFERENCES clips (id),
    number            INTEGER NOT NULL CHECK (number >= 1),
    made_at_ms        INTEGER NOT NULL,
    capture_id        INTEGER REFERENCES captures (id),
    extractor_version TEXT NOT NULL,
    chosen            TEXT NOT NULL CHECK (chosen IN ('page', 'feed', 'imported')),
    chosen_because    TEXT NOT NULL,
    original_sha256   TEXT REFERENCES blobs (sha256),
    title             TEXT NOT NULL,
    byline            TEXT NOT NULL,
    published_at_ms   INTEGER,
    published_text    TEXT NOT NULL,
    modified_at_ms    INTEGER,
    site              TEXT NOT NULL,
    language          TEXT NOT NULL,
    excerpt           TEXT NOT NULL,
    section           TEXT NOT NULL,
    tags_json         TEXT NOT NULL,
    canonical_url     TEXT NOT NULL,
    lead_image        TEXT NOT NULL,
    page_type         TEXT NOT NULL,
    paywalled         INTEGER NOT NULL CHECK (paywalled IN (0, 1)),
    images_json       TEXT NOT NULL,
    html_sha256       TEXT NOT NULL,
    text_sha256       TEXT NOT NULL,
    html              TEXT NOT NULL,
    text              TEXT NOT NULL,
    UNIQUE (clip_id, number)
) STRICT;

CREATE INDEX revisions_by_capture ON revisions (capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX revisions_by_original ON revisions (original_sha256) WHERE original_sha256 IS NOT NULL;

CREATE TABLE assets (
    revision_id        INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    slot               INTEGER NOT NULL,
    url                TEXT NOT NULL,
    candidates_json    TEXT NOT NULL,
    alt                TEXT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('stored', 'failed', 'refused')),
    error              TEXT NOT NULL,
    sha256             TEXT REFERENCES blobs (sha256),
    media_type         TEXT NOT NULL,
    width              INTEGER NOT NULL,
    height             INTEGER NOT NULL,
    bytes              INTEGER NOT NULL,
    capture_id         INTEGER REFERENCES captures (id),
    attempts           INTEGER NOT NULL DEFAULT 0,
    next_attempt_at_ms INTEGER,
    PRIMARY KEY (revision_id, slot),
    CHECK (state <> 'stored' OR sha256 IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX assets_due ON assets (next_attempt_at_ms) WHERE next_attempt_at_ms IS NOT NULL;
CREATE INDEX assets_missing ON assets (revision_id, slot) WHERE state <> 'stored';
CREATE INDEX assets_by_blob ON assets (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX assets_by_capture ON assets (capture_id) WHERE capture_id IS NOT NULL;

CREATE TABLE site_profiles (
    host          TEXT PRIMARY KEY,
    profile_json  TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
