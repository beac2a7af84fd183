-- +goose Up
-- By what comments that say nearly the same are found, for a week at most: see band, which is that of opinions. Times are unix microseconds.
CREATE TABLE commentband (
    band    BIGINT NOT NULL,
    comment BIGINT NOT NULL,
    author  BIGINT NOT NULL,
    sketch  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (band, comment)
);
CREATE INDEX commentband_comment ON commentband (comment);
CREATE INDEX commentband_at ON commentband (at);
