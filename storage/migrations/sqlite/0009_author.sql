-- +goose Up
-- What is between moderators and authors: the newsroom's reasons, appeals, questions. Times are unix microseconds.

-- Reasons for which opinions are rejected. code: as the record names it; place: in the list, from 1, 0 of one that is offered no more; words of a built-in one are empty.
CREATE TABLE reason (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    code  TEXT    NOT NULL,
    place INTEGER NOT NULL,
    en    TEXT    NOT NULL,
    ru    TEXT    NOT NULL,
    kk    TEXT    NOT NULL
);
CREATE UNIQUE INDEX reason_code ON reason (code);
CREATE INDEX reason_place ON reason (place);

-- Appeals. ruling: the one that it is against, 0 where that is not known; first: who decided then; words: the author's, sealed; current: 0 once the opinion says something
-- else.
CREATE TABLE appeal (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    opinion    BIGINT  NOT NULL,
    ruling     BIGINT  NOT NULL,
    first      BIGINT  NOT NULL,
    words      TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    state      TEXT    NOT NULL,
    decided_at BIGINT,
    current    INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX appeal_opinion ON appeal (opinion, id);

-- What moderators asked authors; both texts sealed. question: empty once the moderator had everything erased; answered_at: NULL: not yet.
CREATE TABLE question (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    opinion     BIGINT  NOT NULL,
    asked_by    BIGINT  NOT NULL,
    question    TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    answer      TEXT    NOT NULL DEFAULT '',
    answered_at BIGINT
);
CREATE INDEX question_opinion ON question (opinion, id);
CREATE INDEX question_asked_by ON question (asked_by, id);

-- ask: they are about to ask the author something.
ALTER TABLE claim ADD COLUMN ask INTEGER NOT NULL DEFAULT 0;
