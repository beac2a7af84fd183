-- +goose Up
-- What the filters go by and what they said. Times are unix microseconds.

-- The newsroom's own words. kind: blocked or suspect; stem: two forms of a word have it alike; added_by: our number of the moderator.
CREATE TABLE word (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    stem     TEXT   NOT NULL UNIQUE,
    added_by BIGINT NOT NULL,
    at       BIGINT NOT NULL
);

-- What decisions taught: how many texts of each label held a token; token -1: how many texts of that label there were.
CREATE TABLE token (
    token  BIGINT  NOT NULL,
    label  INTEGER NOT NULL,
    number BIGINT  NOT NULL,
    PRIMARY KEY (token, label)
) WITHOUT ROWID;

-- What the filters said about an opinion's newest text. score: in thousandths; findings: as JSON, with words of the opinion's; label: what its decision taught, or -1.
CREATE TABLE judgement (
    opinion  INTEGER PRIMARY KEY,
    verdict  TEXT    NOT NULL,
    score    INTEGER NOT NULL,
    findings TEXT    NOT NULL,
    label    INTEGER NOT NULL DEFAULT -1
);

-- By what opinions that say nearly the same are found.
CREATE TABLE band (
    band    BIGINT NOT NULL,
    opinion BIGINT NOT NULL,
    author  BIGINT NOT NULL,
    sketch  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (band, opinion)
) WITHOUT ROWID;
CREATE INDEX band_opinion ON band (opinion);
