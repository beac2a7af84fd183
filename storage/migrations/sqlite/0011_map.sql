-- +goose Up
-- Voting on opinions one by one, the map that is drawn of the votes, and the quiz. Times are unix microseconds, booleans 0 or 1.

-- A reader's own votes, without looking at everybody's.
CREATE INDEX stance_reader ON stance (reader, opinion);

-- Approved opinions of a language in an order that has nothing to do with their age, so that some can be drawn by chance without reading all. Thirty-two that were
-- written one after the other stay together, as they do on the disk.
CREATE INDEX opinion_lot ON opinion (article, lang, (((id / 32) * 1103515245) % 2147483647)) WHERE state = 'approved' AND parent = 0;

-- Opinions that a reader could not read: they are not shown to them for voting again.
CREATE TABLE unread (
    reader  BIGINT NOT NULL,
    opinion BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (reader, opinion)
) WITHOUT ROWID;

-- The languages that a reader reads, separated by commas; without a row all.
CREATE TABLE reading (
    reader INTEGER PRIMARY KEY,
    langs  TEXT    NOT NULL
);

-- How far from the middle of the map a lone vote on an opinion stands, in thousandths.
CREATE TABLE extremity (
    opinion INTEGER PRIMARY KEY,
    value   BIGINT  NOT NULL
);

-- Maps that are to be drawn anew, in the background.
CREATE TABLE mapping (
    article INTEGER PRIMARY KEY,
    at      BIGINT  NOT NULL
);

-- The last map of an article's votes. past: what the next one goes by, with readers' numbers; desk: what editors see.
CREATE TABLE opinion_map (
    article INTEGER PRIMARY KEY,
    at      BIGINT  NOT NULL,
    past    BLOB    NOT NULL,
    desk    BLOB    NOT NULL
);

-- What everybody may see of maps, the newest and those before it.
CREATE TABLE map_shown (
    article BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    body    BLOB   NOT NULL,
    PRIMARY KEY (article, at)
) WITHOUT ROWID;

-- A quiz poll in a reader's private chat. right_one: the option that is right; guess: the one that was chosen; -1: none yet.
CREATE TABLE quiz (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    reader    BIGINT  NOT NULL,
    article   BIGINT  NOT NULL,
    figure    TEXT    NOT NULL,
    telegram  TEXT,
    right_one INTEGER NOT NULL,
    guess     INTEGER NOT NULL DEFAULT -1,
    at        BIGINT  NOT NULL,
    UNIQUE (reader, article, figure)
);
CREATE UNIQUE INDEX quiz_telegram ON quiz (telegram) WHERE telegram IS NOT NULL;
CREATE INDEX quiz_unguessed ON quiz (reader, at) WHERE guess < 0;

-- How often each option of a figure's quiz was chosen first. options: by which options are known.
CREATE TABLE quiz_count (
    article BIGINT  NOT NULL,
    figure  TEXT    NOT NULL,
    options TEXT    NOT NULL,
    choice  INTEGER NOT NULL,
    number  BIGINT  NOT NULL,
    PRIMARY KEY (article, figure, options, choice)
) WITHOUT ROWID;
