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

-- Revisions of articles that are being discussed, and who works in the newsroom. Times are unix microseconds.

-- revision: that of the article's original which readers saw when it was written, or written anew; 0: none.
ALTER TABLE opinion ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE opinion SET revision = COALESCE((SELECT MAX(r.number) FROM revision r JOIN article a ON a.id = r.article AND a.original = r.lang
    WHERE r.article = opinion.article AND r.published_at <= opinion.made_at), 0);

-- What was wrong in an article, in a line that readers see. section: empty where it is about the whole; made_by: 0 where nobody is known.
CREATE TABLE correction (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    article BIGINT NOT NULL,
    section TEXT   NOT NULL,
    line    TEXT   NOT NULL,
    made_by BIGINT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX correction_article ON correction (article, id);

-- Whose authors were asked whether an opinion still stands after a revision. stands: 1 once they said so.
CREATE TABLE asked_again (
    opinion  BIGINT  NOT NULL,
    revision INTEGER NOT NULL,
    stands   INTEGER NOT NULL DEFAULT 0,
    at       BIGINT  NOT NULL,
    PRIMARY KEY (opinion, revision)
) WITHOUT ROWID;

CREATE INDEX poll_closed ON poll (article, section, id) WHERE closed_at IS NOT NULL;

-- Who may do more than readers may, beside those whom the configuration names. reader: our number; role: as content.Role; name: as they were called when they were added,
-- sealed.
CREATE TABLE team (
    reader   INTEGER PRIMARY KEY,
    role     INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    added_by BIGINT  NOT NULL,
    at       BIGINT  NOT NULL
);
