-- What later fetches need of earlier ones: robots.txt, and the validators of images that are here already.

CREATE TABLE robots (
    origin        TEXT PRIMARY KEY,
    body          BLOB NOT NULL,
    fetched_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX robots_by_age ON robots (fetched_at_ms);

CREATE INDEX captures_of_images ON captures (url) WHERE kind = 'image' AND status = 200;
