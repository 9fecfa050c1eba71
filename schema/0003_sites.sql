-- What is learned of sites: articles in several pages, how a source's rules fare, and the profiles of hosts.

-- The further pages of an article in several pages; the first one is the revision's own capture.
CREATE TABLE revision_pages (
    revision_id INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position >= 2),
    capture_id  INTEGER NOT NULL REFERENCES captures (id),
    PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX revision_pages_by_capture ON revision_pages (capture_id);

CREATE TABLE rule_uses (
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    rule      TEXT NOT NULL,
    tried     INTEGER NOT NULL,
    matched   INTEGER NOT NULL,
    PRIMARY KEY (source_id, rule)
) STRICT, WITHOUT ROWID;

-- Rows of many kilobytes want an ordinary table, and the oldest ones found.
ALTER TABLE site_profiles RENAME TO earlier_profiles;

CREATE TABLE site_profiles (
    host          TEXT NOT NULL PRIMARY KEY,
    profile_json  TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL
) STRICT;

INSERT INTO site_profiles SELECT host, profile_json, updated_at_ms FROM earlier_profiles;
DROP TABLE earlier_profiles;

CREATE INDEX site_profiles_by_age ON site_profiles (updated_at_ms);
