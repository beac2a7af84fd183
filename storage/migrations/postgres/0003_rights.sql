-- +goose Up
-- What readers' rights and operators' tools need. Times are unix microseconds.

-- "lineage" is drawn at random when a database is first opened and stays with its copies, so that a backup knows what it is a backup of; 0: not drawn yet.
-- "scrub" is 1 while bytes may be left on the disk that must not stay there. "words" is by which rules the words for searching were taken, "indexed" how
-- far that has come for what stood before.
INSERT INTO meta (name, number) VALUES ('words', 0), ('indexed', 0), ('scrub', 0);
-- Drawn already where a copy was kept before this.
INSERT INTO meta (name, number) VALUES ('lineage', 0) ON CONFLICT (name) DO NOTHING;

-- One row: by which key identities are sealed, and whatever may name somebody. Empty: by none.
CREATE TABLE sealing (
    fingerprint BYTEA NOT NULL
);
INSERT INTO sealing (fingerprint) VALUES ('');

-- Numbers of readers who were erased: erased again where a backup of the same lineage is restored. The number leads to nobody.
CREATE TABLE erasure (
    reader BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL
);

-- What approved opinions are found by. word: a hash of the folded stem. No full-text index of the engine: it may keep the words of
-- a deleted row for long.
CREATE TABLE opinion_word (
    word    BIGINT NOT NULL,
    opinion BIGINT NOT NULL,
    PRIMARY KEY (word, opinion)
);

-- What articles are found by. section '': the title and what stands before the first section; figure '': no figure.
CREATE TABLE article_word (
    word    BIGINT NOT NULL,
    article BIGINT NOT NULL,
    lang    TEXT   NOT NULL,
    section TEXT   NOT NULL,
    figure  TEXT   NOT NULL,
    PRIMARY KEY (word, article, lang, section, figure)
);
CREATE INDEX article_word_article ON article_word (article, lang);

-- Messages in groups that show words of an opinion, by their name, so that the words can be taken out of them.
CREATE TABLE shown (
    opinion BIGINT NOT NULL,
    key     TEXT   NOT NULL,
    chat    BIGINT NOT NULL,
    PRIMARY KEY (opinion, key)
);
CREATE INDEX shown_key ON shown (key);

-- Troubles that the owners were told of and that last.
CREATE TABLE alert (
    name    TEXT   PRIMARY KEY,
    since   BIGINT NOT NULL,
    told_at BIGINT NOT NULL
);

-- Of an account that was erased a row of kind "farewell" is left until the last message to it is settled.
CREATE INDEX identity_farewell ON identity (id) WHERE kind = 'farewell';
