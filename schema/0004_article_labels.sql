-- The article's twins for telephones and printers, and whether its text is only the beginning.
ALTER TABLE revisions ADD COLUMN amp_url TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN print_url TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN is_teaser INTEGER NOT NULL DEFAULT 0 CHECK (is_teaser IN (0, 1));
