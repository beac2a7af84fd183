-- +goose Up
-- Times are unix microseconds, booleans 0 or 1.

-- Counters that processes share: "articles" rises with each transaction that changes an article; "outbox" is the last number given there; "open" is 1 while a process has the file open.
CREATE TABLE meta (
    name   TEXT   PRIMARY KEY,
    number BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (name, number) VALUES ('articles', 0), ('outbox', 0), ('open', 0);

-- Who is behind our numbers. Nothing else holds an id of Telegram's, and nothing refers here by a foreign key: a row can be erased.
-- lookup: by what the account is recognised; sealed: where it is to be found now; same_as: the number that it shares, after a group moved.
CREATE TABLE identity (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT    NOT NULL,
    lookup  BLOB    NOT NULL UNIQUE,
    sealed  BLOB    NOT NULL,
    same_as BIGINT
);

CREATE TABLE reader (
    id          INTEGER PRIMARY KEY,
    chosen      TEXT    NOT NULL DEFAULT '',
    telegram    TEXT    NOT NULL DEFAULT '',
    article     BIGINT  NOT NULL DEFAULT 0,
    unreachable INTEGER NOT NULL DEFAULT 0,
    since       BIGINT  NOT NULL
);

-- Updates that were applied.
CREATE TABLE seen (
    id INTEGER PRIMARY KEY,
    at BIGINT  NOT NULL
);
CREATE INDEX seen_at ON seen (at);

-- What is to be sent. state 0: waits; 1: unsure whether it was sent, kept to be looked at.
CREATE TABLE outbox (
    id        INTEGER PRIMARY KEY,
    chat      BIGINT  NOT NULL,
    made_at   BIGINT  NOT NULL,
    state     INTEGER NOT NULL DEFAULT 0,
    attempted INTEGER NOT NULL DEFAULT 0,
    key       TEXT,
    edit_key  TEXT,
    body      BLOB    NOT NULL
);
CREATE INDEX outbox_chat ON outbox (chat, id);
CREATE INDEX outbox_unsure ON outbox (made_at) WHERE state = 1;

-- Telegram's numbers of the messages that have a name of ours.
CREATE TABLE message (
    key     TEXT   PRIMARY KEY,
    chat    BIGINT NOT NULL,
    message BIGINT NOT NULL,
    at      BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_chat ON message (chat);

-- Updates that a fault of ours kept from being applied. reader: whose, for erasing.
CREATE TABLE parked (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        BIGINT  NOT NULL,
    update_id BIGINT  NOT NULL,
    kind      TEXT    NOT NULL,
    reader    BIGINT  NOT NULL,
    cause     TEXT    NOT NULL,
    raw       BLOB
);
CREATE INDEX parked_at ON parked (at);

-- Work whose time will come. name: of work that waits at most once.
CREATE TABLE due (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    work TEXT    NOT NULL,
    at   BIGINT  NOT NULL,
    note TEXT    NOT NULL,
    name TEXT    UNIQUE
);
CREATE INDEX due_at ON due (at, id);

CREATE TABLE article (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    slug         TEXT    NOT NULL UNIQUE,
    original     TEXT    NOT NULL,
    published_at BIGINT
);
CREATE INDEX article_published ON article (published_at, id) WHERE published_at IS NOT NULL;

-- Each text of an article that was ever stored, as an article file. The current one of a language is the published one with the highest number.
CREATE TABLE revision (
    article      BIGINT  NOT NULL REFERENCES article (id),
    lang         TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    source       BLOB    NOT NULL,
    made_at      BIGINT  NOT NULL,
    published_at BIGINT,
    PRIMARY KEY (article, lang, number)
);
