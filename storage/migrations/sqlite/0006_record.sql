-- +goose Up
-- What was done, by whom, to what: each entry holds the hash of the one before it. What is hashed, and how, docs/decisions/0020-record.md tells.
-- Times are unix microseconds; numbers that do not apply are 0. actor: who did it, 0: the program; again: a blind second look; waited: microseconds in
-- the queue; code: a reason out of a list; words, reason: digests of texts that do not stand here, empty where there is none.
CREATE TABLE record (
    seq     INTEGER PRIMARY KEY,
    at      BIGINT  NOT NULL,
    actor   BIGINT  NOT NULL,
    deed    TEXT    NOT NULL,
    opinion BIGINT  NOT NULL,
    comment BIGINT  NOT NULL,
    person  BIGINT  NOT NULL,
    article BIGINT  NOT NULL,
    version BIGINT  NOT NULL,
    again   INTEGER NOT NULL,
    until   BIGINT  NOT NULL,
    waited  BIGINT  NOT NULL,
    code    TEXT    NOT NULL,
    words   BLOB    NOT NULL,
    reason  BLOB    NOT NULL,
    prev    BLOB    NOT NULL,
    hash    BLOB    NOT NULL
);
CREATE INDEX record_opinion ON record (opinion, seq) WHERE opinion <> 0;
CREATE INDEX record_comment ON record (comment, seq) WHERE comment <> 0;
CREATE INDEX record_person ON record (person, seq) WHERE person <> 0;
CREATE INDEX record_actor ON record (actor, seq);

-- What may be erased of an entry, which the record's digests are of: without the salt they tell nothing.
CREATE TABLE record_text (
    seq    INTEGER PRIMARY KEY,
    salt   BLOB NOT NULL,
    reason BLOB
);

-- How often what happened, day by day (days since 1970, UTC), for the figures of /stats.
CREATE TABLE tally (
    day    INTEGER NOT NULL,
    what   TEXT    NOT NULL,
    of     TEXT    NOT NULL,
    number BIGINT  NOT NULL,
    PRIMARY KEY (day, what, of)
) WITHOUT ROWID;

INSERT INTO meta (name, number) VALUES ('record', 0);

-- +goose StatementBegin
CREATE TRIGGER record_unchanged BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_undeleted BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
-- INSERT OR REPLACE would delete without the trigger above.
-- +goose StatementBegin
CREATE TRIGGER record_unreplaced BEFORE INSERT ON record WHEN EXISTS (SELECT 1 FROM record WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
-- +goose StatementEnd
