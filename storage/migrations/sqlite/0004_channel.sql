-- +goose Up
-- The channel and its discussion. Times are unix microseconds, booleans 0 or 1.

-- What the bot wishes to stand, or lets stand, in the channel and in the group. chat: our number of it; key: the message's name; fingerprint: of what it shows; message:
-- its number in the chat, 0 while that is not known; role, part: what it shows of the article; opinion: the one that it shows, else 0;
-- asked_by: the reader who asked for it, 0: nobody in particular.
CREATE TABLE post (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    article     BIGINT  NOT NULL,
    section     TEXT    NOT NULL DEFAULT '',
    role        TEXT    NOT NULL,
    part        INTEGER NOT NULL DEFAULT 0,
    chat        BIGINT  NOT NULL,
    message     BIGINT  NOT NULL DEFAULT 0,
    key         TEXT    NOT NULL UNIQUE,
    fingerprint TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    opinion     BIGINT  NOT NULL DEFAULT 0,
    asked_by    BIGINT  NOT NULL DEFAULT 0,
    at          BIGINT  NOT NULL
);
CREATE INDEX post_article ON post (article, id) WHERE opinion = 0 AND role <> 'digest';
CREATE INDEX post_message ON post (chat, message, id);
CREATE INDEX post_opinion ON post (opinion, id) WHERE opinion > 0;

-- Under what a thread of the group hangs: a channel's post, which Telegram forwards into the group by itself. chat, message: the forward; channel,
-- channel_message: the post; article: 0 while it is not known; post: ours, 0 where somebody posted by hand.
CREATE TABLE root (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    chat            BIGINT  NOT NULL,
    message         BIGINT  NOT NULL,
    channel         BIGINT  NOT NULL,
    channel_message BIGINT  NOT NULL,
    article         BIGINT  NOT NULL DEFAULT 0,
    section         TEXT    NOT NULL DEFAULT '',
    post            BIGINT  NOT NULL DEFAULT 0,
    at              BIGINT  NOT NULL,
    UNIQUE (chat, message)
);
CREATE INDEX root_origin ON root (channel, channel_message, id);
CREATE INDEX root_article ON root (article, id);

-- Who comments, by a second number of the account. It is drawn at random, since one given in turn would stand beside the reader's own. lookup, sealed: as identity's.
CREATE TABLE commenter (
    id     INTEGER PRIMARY KEY,
    lookup BLOB  NOT NULL UNIQUE,
    sealed BLOB  NOT NULL
);

-- What people say in the threads. root: 0 while it is not known; thread, answers: Telegram's numbers of the thread and of the message that it replies to, by which root and
-- parent are found when they come later; parent: a comment, 0: none; opinion: the one to whose post it replies, else 0; author: a commenter's number;
-- entities: JSON.
CREATE TABLE comment (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    root      BIGINT  NOT NULL,
    chat      BIGINT  NOT NULL,
    message   BIGINT  NOT NULL,
    thread    BIGINT  NOT NULL DEFAULT 0,
    answers   BIGINT  NOT NULL DEFAULT 0,
    parent    BIGINT  NOT NULL DEFAULT 0,
    opinion   BIGINT  NOT NULL DEFAULT 0,
    author    BIGINT  NOT NULL,
    who       TEXT    NOT NULL,
    name      BLOB    NOT NULL,
    text      TEXT    NOT NULL,
    entities  TEXT    NOT NULL DEFAULT '',
    media     TEXT    NOT NULL DEFAULT '',
    forwarded INTEGER NOT NULL DEFAULT 0,
    at        BIGINT  NOT NULL,
    edited_at BIGINT,
    state     TEXT    NOT NULL,
    UNIQUE (chat, message)
);
CREATE INDEX comment_root ON comment (root, id);
CREATE INDEX comment_top ON comment (root, id) WHERE parent = 0 AND opinion = 0;
CREATE INDEX comment_parent ON comment (parent, id) WHERE parent > 0;
CREATE INDEX comment_opinion ON comment (opinion, id) WHERE opinion > 0;
CREATE INDEX comment_author ON comment (author, id);
CREATE INDEX comment_answers ON comment (chat, answers) WHERE answers > 0;
CREATE INDEX comment_waits ON comment (chat, thread, id) WHERE root = 0;

-- What a comment said before it was edited.
CREATE TABLE comment_revision (
    comment  BIGINT  NOT NULL,
    number   INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    entities TEXT    NOT NULL,
    at       BIGINT  NOT NULL,
    PRIMARY KEY (comment, number)
) WITHOUT ROWID;

-- Which opinion was made of a comment.
CREATE TABLE became (
    comment INTEGER PRIMARY KEY,
    opinion BIGINT NOT NULL
);
CREATE INDEX became_opinion ON became (opinion);

-- Opinions that are not shown, below which others may have said something.
CREATE INDEX opinion_hidden ON opinion (article, parent, id) WHERE state <> 'approved';

-- Opinions that wait to be posted in the group. place: for what they wait.
CREATE TABLE to_post (
    article BIGINT NOT NULL,
    place   TEXT   NOT NULL,
    opinion BIGINT NOT NULL,
    PRIMARY KEY (article, place, opinion)
) WITHOUT ROWID;

-- What editors set, of an article or (0) of the newsroom.
CREATE TABLE setting (
    article BIGINT NOT NULL,
    name    TEXT   NOT NULL,
    value   TEXT   NOT NULL,
    PRIMARY KEY (article, name)
) WITHOUT ROWID;

-- Of what a reader wants to be told.
ALTER TABLE reader ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reader ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reader ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reader_news ON reader (id) WHERE news = 1 AND unreachable = 0;
CREATE INDEX reader_answers ON reader (id) WHERE answers = 1 AND unreachable = 0;
CREATE INDEX reader_digest ON reader (id) WHERE digest = 1 AND unreachable = 0;

-- A message to many. cursor: the last reader to whom a message was made; total: how many there were at the start; asked_by: the reader who sees the progress.
CREATE TABLE broadcast (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT   NOT NULL,
    article    BIGINT NOT NULL,
    note       TEXT   NOT NULL,
    cursor     BIGINT NOT NULL DEFAULT 0,
    total      BIGINT NOT NULL DEFAULT 0,
    sent       BIGINT NOT NULL DEFAULT 0,
    refused    BIGINT NOT NULL DEFAULT 0,
    unsure     BIGINT NOT NULL DEFAULT 0,
    asked_by   BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    made_at    BIGINT NOT NULL
);
CREATE INDEX broadcast_open ON broadcast (id) WHERE state <> 'done';

-- Of which broadcast a message is one.
ALTER TABLE outbox ADD COLUMN broadcast BIGINT NOT NULL DEFAULT 0;
CREATE INDEX outbox_broadcast ON outbox (broadcast, id) WHERE broadcast > 0;
