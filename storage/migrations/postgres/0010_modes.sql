-- +goose Up
-- Who decides first: a person, or the program with people looking at it afterwards. Times are unix microseconds, booleans 0 or 1.

-- unseen: the program has shown it, and no moderator has looked at it since; reported_at is then since when it waits for that.
ALTER TABLE opinion ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0;
-- What people decided last.
CREATE INDEX opinion_decided ON opinion (decided_at, id) WHERE decided_by > 0 AND state IN ('approved', 'rejected') AND edited = '';
-- What the program rejected.
CREATE INDEX ruling_program ON ruling (at, id) WHERE made_by = 0 AND what = 'reject';

-- What moderators have made of an author's opinions. approved: how many they let appear; rejected_at: when they last rejected one, or 0; signed: the name that they
-- last let appear, sealed.
CREATE TABLE trust (
    author      BIGINT  PRIMARY KEY,
    approved    INTEGER NOT NULL,
    rejected_at BIGINT  NOT NULL,
    signed      TEXT    NOT NULL
);
INSERT INTO trust (author, approved, rejected_at, signed)
    SELECT author, SUM(CASE WHEN state = 'approved' THEN 1 ELSE 0 END), COALESCE(MAX(CASE WHEN state = 'rejected' THEN decided_at END), 0), ''
    FROM opinion WHERE state IN ('approved', 'rejected') AND decided_by > 0 GROUP BY author;

-- Decisions that somebody else looks at again. version: of the opinion behind the first decision; other: what the other one decided, empty until they have. A row stays
-- where the two differ, until that is settled.
CREATE TABLE second_look (
    opinion  BIGINT  PRIMARY KEY,
    version  INTEGER NOT NULL,
    first_by BIGINT  NOT NULL,
    first    TEXT    NOT NULL,
    other_by BIGINT  NOT NULL DEFAULT 0,
    other    TEXT    NOT NULL DEFAULT '',
    at       BIGINT  NOT NULL
);
CREATE INDEX second_look_waits ON second_look (at, opinion) WHERE other = '';

-- Settings that editors wish to be tried on what was decided, until that is done.
CREATE TABLE trial (
    reader  BIGINT PRIMARY KEY,
    article BIGINT NOT NULL,
    filters TEXT   NOT NULL
);
