-- An upload is kept in pieces, so that nobody who writes or reads it holds the whole of it. What the
-- release before kept stays as it is, one value under number 0, until it expires.

ALTER TABLE credit.batch_file ADD COLUMN piece int NOT NULL DEFAULT 0 CHECK (piece >= 0);
ALTER TABLE credit.batch_file ALTER COLUMN piece DROP DEFAULT;
ALTER TABLE credit.batch_file DROP CONSTRAINT batch_file_pkey, ADD PRIMARY KEY (batch_id, piece);
-- Sealed bytes cannot be packed; this spares the attempt.
ALTER TABLE credit.batch_file ALTER COLUMN sealed SET STORAGE EXTERNAL;
COMMENT ON TABLE credit.batch_file IS 'The uploaded bytes in sealed pieces; expire by policy (K8)';
COMMENT ON COLUMN credit.batch_file.piece IS 'From 1 in the order of the file; batch, place and number of pieces are sealed with the bytes. 0 is a whole file as kept before there were pieces';
