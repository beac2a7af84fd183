-- +goose Up
-- Who decides, and what is said about it: reasons, appeals, questions; the program as the first to decide, second looks; what comments have in common. Times are unix
-- microseconds, booleans 0 or 1.

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

-- Who decides first: a person, or the program with people looking at it afterwards.

-- unseen: the program has shown it, and no moderator has looked at it since; reported_at is then since when it waits for that.
ALTER TABLE opinion ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0;
-- What people decided last.
CREATE INDEX opinion_decided ON opinion (decided_at, id) WHERE decided_by > 0 AND state IN ('approved', 'rejected') AND edited = '';
-- What the program rejected.
CREATE INDEX ruling_program ON ruling (at, id) WHERE made_by = 0 AND what = 'reject';

-- What moderators have made of an author's opinions. approved: how many they let appear; rejected_at: when they last rejected one, or 0; signed: the name that they
-- last let appear, sealed.
CREATE TABLE trust (
    author      INTEGER PRIMARY KEY,
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
    opinion  INTEGER PRIMARY KEY,
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
    reader  INTEGER PRIMARY KEY,
    article BIGINT NOT NULL,
    filters TEXT   NOT NULL
);

-- By what comments that say nearly the same are found, for a week at most: see band, which is that of opinions.
CREATE TABLE commentband (
    band    BIGINT NOT NULL,
    comment BIGINT NOT NULL,
    author  BIGINT NOT NULL,
    sketch  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (band, comment)
) WITHOUT ROWID;
CREATE INDEX commentband_comment ON commentband (comment);
CREATE INDEX commentband_at ON commentband (at);
