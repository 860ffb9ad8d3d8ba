-- An attempt at a batch that was cut off by an outage of the database is not one of the five (0067).

ALTER TABLE credit.batch ADD COLUMN attempt_under text;
COMMENT ON COLUMN credit.batch.attempt_under IS 'Which process under which run of the database is at work on the batch; null when its last attempt was settled';
