-- A request with an Idempotency-Key whose act is done, though its answer was lost on the way.

ALTER TABLE credit.idempotency ADD COLUMN done boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN credit.idempotency.done IS 'Set in the transaction of the act: true if and only if the act is done, also when no answer was kept';
