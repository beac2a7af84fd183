-- +goose Up
-- Less to write for each opinion and each decision about one.

-- One index of an author's opinions in place of two. It says nothing of the state, so that a decision leaves it alone.
CREATE INDEX opinion_by ON opinion (author, id, article, section, parent);
DROP INDEX opinion_author;
DROP INDEX opinion_same;

-- What opinions that were approved lately are found by, until it is moved to opinion_word together with others.
CREATE TABLE fresh_word (
    word    BIGINT NOT NULL,
    opinion BIGINT NOT NULL,
    PRIMARY KEY (word, opinion)
);
