-- +goose Up
-- What moderators lay upon people, and what they hear about them. Times are unix microseconds.

-- Sanctions, under the number by which the moderator knew the person: a reader's or a commenter's. They stay when they are over. until: NULL is for good; given_by: 0 is
-- the program; told: how often the person heard of it; objected: they asked for it to be
-- looked at again.
CREATE TABLE sanction (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    person    BIGINT  NOT NULL,
    kind      TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    until     BIGINT,
    given_by  BIGINT  NOT NULL,
    at        BIGINT  NOT NULL,
    lifted_at BIGINT,
    lifted_by BIGINT,
    told      INTEGER NOT NULL DEFAULT 0,
    objected  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sanction_person ON sanction (person, id);

-- Bans of people who had everything erased: a keyed hash of the account, which leads nowhere, and until when.
CREATE TABLE barred (
    lookup BLOB   PRIMARY KEY,
    until  BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX barred_until ON barred (until);

-- Comments that the filters noticed, until a moderator has decided. text: of one that was deleted, what it said; empty where it stands.
CREATE TABLE heldcomment (
    comment  INTEGER PRIMARY KEY,
    author   BIGINT  NOT NULL,
    verdict  TEXT    NOT NULL,
    score    INTEGER NOT NULL,
    findings TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    sanction BIGINT  NOT NULL DEFAULT 0,
    at       BIGINT  NOT NULL
);
CREATE INDEX heldcomment_author ON heldcomment (author, comment);

-- A report counts until a moderator has decided about it. weight: in halves.
ALTER TABLE report ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN weight INTEGER NOT NULL DEFAULT 2;
UPDATE report SET judged = 1 WHERE opinion IN (SELECT id FROM opinion WHERE reports = 0);
CREATE INDEX report_reader ON report (reader, at);
