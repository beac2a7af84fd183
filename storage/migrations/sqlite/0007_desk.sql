-- +goose Up
-- The moderators' desk: decisions that can be taken back for a while, and where they are made. Times are unix microseconds.

-- ruled: a decision on it has not taken effect; safety: 1000 less its risk in thousandths, so that the riskiest comes first.
ALTER TABLE opinion ADD COLUMN ruled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN safety INTEGER NOT NULL DEFAULT 1000;
CREATE INDEX opinion_riskiest ON opinion (safety, id) WHERE waits_at IS NOT NULL;

-- Decisions. made_as: the moderator's name in Telegram, sealed, emptied within two hours; lead: the first of those made by one press, or 0.
CREATE TABLE ruling (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    opinion BIGINT  NOT NULL,
    version INTEGER NOT NULL,
    what    TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    note    TEXT    NOT NULL,
    made_by BIGINT  NOT NULL,
    made_as TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    effect  BIGINT  NOT NULL,
    state   TEXT    NOT NULL,
    lead    BIGINT  NOT NULL
);
CREATE INDEX ruling_opinion ON ruling (opinion, id);
CREATE INDEX ruling_made ON ruling (opinion) WHERE state = 'made';
CREATE INDEX ruling_lead ON ruling (lead, id) WHERE state = 'made';
CREATE INDEX ruling_named ON ruling (at) WHERE made_as <> '';
CREATE INDEX ruling_maker ON ruling (made_by) WHERE made_as <> '';

-- Messages in the moderation chat. opinion: 0 of the pinned one; alike: the opinions shown with it, with their versions.
CREATE TABLE card (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    opinion    BIGINT  NOT NULL,
    version    INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    shows      TEXT    NOT NULL,
    stale      INTEGER NOT NULL,
    alike      TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL
);
CREATE INDEX card_opinion ON card (opinion, id);
CREATE INDEX card_open ON card (id) WHERE state = 'open';
CREATE INDEX card_stale ON card (id) WHERE stale = 1;

-- Who is looking at an opinion. made_as: as ruling's; why: they are about to give a reason.
CREATE TABLE claim (
    opinion INTEGER PRIMARY KEY,
    reader  BIGINT  NOT NULL,
    made_as TEXT    NOT NULL,
    until   BIGINT  NOT NULL,
    why     INTEGER NOT NULL
);
CREATE INDEX claim_until ON claim (until);
CREATE INDEX claim_reader ON claim (reader);

-- Where moderators are in the queue in private.
CREATE TABLE seat (
    reader     INTEGER PRIMARY KEY,
    riskiest   INTEGER NOT NULL,
    opinion    BIGINT  NOT NULL,
    alike      TEXT    NOT NULL,
    ruling     BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL
);
