-- +goose Up
-- What readers say and how they vote. Times are unix microseconds, booleans 0 or 1.

ALTER TABLE reader ADD COLUMN sign TEXT NOT NULL DEFAULT '';
ALTER TABLE reader ADD COLUMN pen TEXT NOT NULL DEFAULT '';

-- "waiting" is how many opinions are in the moderators' queue.
INSERT INTO meta (name, number) VALUES ('waiting', 0);

-- section '': the whole article; parent 0: no reply. edited: a newer text that waits beside an approved one. waits_at: since when the text waits for a
-- decision; reported_at: since when reports do. agreed, divided: what the lists are ordered by. said, said_edited: by which text and edited are known
-- when somebody says the same again.
CREATE TABLE opinion (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article     BIGINT  NOT NULL,
    section     TEXT    NOT NULL,
    parent      BIGINT  NOT NULL,
    author      BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    edited      TEXT    NOT NULL DEFAULT '',
    signed      TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1,
    made_at     BIGINT  NOT NULL,
    decided_at  BIGINT,
    decided_by  BIGINT,
    agree       INTEGER NOT NULL DEFAULT 0,
    disagree    INTEGER NOT NULL DEFAULT 0,
    pass        INTEGER NOT NULL DEFAULT 0,
    replies     INTEGER NOT NULL DEFAULT 0,
    reports     INTEGER NOT NULL DEFAULT 0,
    agreed      BIGINT  NOT NULL DEFAULT 0,
    divided     BIGINT  NOT NULL DEFAULT 0,
    waits_at    BIGINT,
    reported_at BIGINT,
    said        TEXT    NOT NULL DEFAULT '',
    said_edited TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX opinion_newest ON opinion (article, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_newest_on ON opinion (article, section, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_agreed ON opinion (article, agreed, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_agreed_on ON opinion (article, section, agreed, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_divided ON opinion (article, divided, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_divided_on ON opinion (article, section, divided, id) WHERE state = 'approved' AND parent = 0;
CREATE INDEX opinion_replies ON opinion (parent, id) WHERE state = 'approved' AND parent > 0;
CREATE INDEX opinion_author ON opinion (author, id) WHERE state <> 'withdrawn';
CREATE INDEX opinion_same ON opinion (author, article, section, parent) WHERE state <> 'withdrawn';
CREATE INDEX opinion_waits ON opinion (waits_at, id) WHERE waits_at IS NOT NULL;
CREATE INDEX opinion_reported ON opinion (reported_at, id) WHERE reported_at IS NOT NULL AND waits_at IS NULL;

-- How many approved opinions stand on a section, replies apart.
CREATE TABLE opinion_count (
    article BIGINT  NOT NULL,
    section TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (article, section)
) WITHOUT ROWID;

-- Readers' votes on opinions. said: 1 agree, -1 disagree, 0 pass; prior: what it replaced last.
CREATE TABLE stance (
    opinion BIGINT  NOT NULL,
    reader  BIGINT  NOT NULL,
    said    INTEGER NOT NULL,
    prior   INTEGER,
    at      BIGINT  NOT NULL,
    PRIMARY KEY (opinion, reader)
) WITHOUT ROWID;

CREATE TABLE report (
    opinion BIGINT NOT NULL,
    reader  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (opinion, reader)
) WITHOUT ROWID;

-- The dialogue that a reader has begun with the bot. aside: something else was done since.
CREATE TABLE underway (
    reader INTEGER PRIMARY KEY,
    work   TEXT   NOT NULL,
    note   TEXT   NOT NULL,
    at     BIGINT NOT NULL,
    aside  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX underway_at ON underway (at);

-- A poll over all its copies, with its result. fingerprint: of its words; other words make another poll. words: as groups read them, for the result when the
-- article has another poll; empty while no group does.
CREATE TABLE poll (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article     BIGINT  NOT NULL,
    section     TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    options     INTEGER NOT NULL,
    multiple    INTEGER NOT NULL,
    made_at     BIGINT  NOT NULL,
    closed_at   BIGINT,
    voters      INTEGER NOT NULL DEFAULT 0,
    votes0      INTEGER NOT NULL DEFAULT 0,
    votes1      INTEGER NOT NULL DEFAULT 0,
    votes2      INTEGER NOT NULL DEFAULT 0,
    votes3      INTEGER NOT NULL DEFAULT 0,
    votes4      INTEGER NOT NULL DEFAULT 0,
    votes5      INTEGER NOT NULL DEFAULT 0,
    votes6      INTEGER NOT NULL DEFAULT 0,
    votes7      INTEGER NOT NULL DEFAULT 0,
    votes8      INTEGER NOT NULL DEFAULT 0,
    votes9      INTEGER NOT NULL DEFAULT 0,
    words       TEXT    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX poll_open ON poll (article, section) WHERE closed_at IS NULL;

-- native: a poll of Telegram's in a private chat, else a message with buttons. telegram: Telegram's id of the native poll, once it is known. stale: of
-- a message with buttons since when it shows older counts, else 0; sooner where it was pressed. twin_at: of a native poll that may have been sent besides
-- another copy, since when that is feared.
CREATE TABLE poll_copy (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    poll     BIGINT  NOT NULL,
    key      TEXT    NOT NULL UNIQUE,
    chat     BIGINT  NOT NULL,
    native   INTEGER NOT NULL,
    telegram TEXT,
    stale    BIGINT  NOT NULL DEFAULT 0,
    twin_at  BIGINT
);
CREATE INDEX poll_copy_poll ON poll_copy (poll, native, id);
CREATE INDEX poll_copy_fresh ON poll_copy (poll, id) WHERE native = 0 AND stale = 0;
CREATE INDEX poll_copy_telegram ON poll_copy (telegram, id) WHERE telegram IS NOT NULL;
CREATE INDEX poll_copy_chat ON poll_copy (chat, id);
CREATE INDEX poll_copy_stale ON poll_copy (chat, stale, id DESC) WHERE stale > 0;
CREATE INDEX poll_copy_newest ON poll_copy (chat, id) WHERE stale <> 0;
CREATE INDEX poll_copy_twin_at ON poll_copy (twin_at) WHERE twin_at IS NOT NULL AND telegram IS NULL;
CREATE INDEX outbox_poll ON outbox (id) WHERE substr(key, 1, 5) = 'poll:';

-- A reader's vote in a poll. options: a bit for each chosen one, 0 when it was taken back; holder: the copy in which it was given; prior: what it replaced
-- last; waited: the last of the reader's rows in poll_waiting when it was given, over which it takes precedence.
CREATE TABLE poll_vote (
    poll    BIGINT  NOT NULL,
    reader  BIGINT  NOT NULL,
    options BIGINT  NOT NULL,
    holder  BIGINT  NOT NULL,
    waited  BIGINT  NOT NULL,
    prior   BIGINT  NOT NULL,
    at      BIGINT  NOT NULL,
    PRIMARY KEY (poll, reader)
) WITHOUT ROWID;

-- Votes in native polls whose sending is not settled yet. The id tells which vote was later.
CREATE TABLE poll_waiting (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    telegram TEXT   NOT NULL,
    reader   BIGINT NOT NULL,
    options  BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    UNIQUE (telegram, reader)
);
CREATE INDEX poll_waiting_reader ON poll_waiting (reader, id);
CREATE INDEX poll_waiting_at ON poll_waiting (at);
