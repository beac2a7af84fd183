-- +goose Up
-- What editors work on before readers see it. Times are unix microseconds.

-- The articles of which the newest text of some language is not published. The texts stand in revision. version: rises with each change, so that nobody overwrites what they
-- have not seen. changed_by: 0 is whoever runs the bot; what: which part was changed last. discarded_at: it is deleted soon after.
CREATE TABLE draft (
    article      BIGINT  PRIMARY KEY REFERENCES article (id),
    version      INTEGER NOT NULL,
    changed_by   BIGINT  NOT NULL,
    changed_at   BIGINT  NOT NULL,
    what         TEXT    NOT NULL,
    discarded_at BIGINT
);
CREATE INDEX draft_changed ON draft (changed_at, article);

-- Which version of a draft an editor saw last.
CREATE TABLE draft_seen (
    reader  BIGINT  NOT NULL,
    article BIGINT  NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (reader, article)
);
CREATE INDEX draft_seen_article ON draft_seen (article);

INSERT INTO draft (article, version, changed_by, changed_at, what)
SELECT r.article, 1, 0, MAX(r.made_at), 'file' FROM revision r
WHERE r.published_at IS NULL AND r.number = (SELECT MAX(n.number) FROM revision n WHERE n.article = r.article AND n.lang = r.lang)
GROUP BY r.article;
