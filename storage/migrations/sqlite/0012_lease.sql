-- +goose Up
-- Which process polls and sends, of all that run the bot on this database. Times are unix microseconds.

-- One row. holder: the process that has the lease, '' for none. epoch: rises whenever a process takes it. until: when it ends; 0 here, where a lock on a file beside the database keeps it.
CREATE TABLE lease (
    id     BIGINT PRIMARY KEY,
    holder TEXT   NOT NULL,
    epoch  BIGINT NOT NULL,
    until  BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO lease (id, holder, epoch, until) VALUES (1, '', 0, 0);

-- The lease's epoch, in the row "articles" alone, which every writer locks and reads on PostgreSQL: so a process that has lost the lease learns of it without asking for more.
ALTER TABLE meta ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
