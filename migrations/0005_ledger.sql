-- Append-only log: salted commitments, RFC 6962 tree, signed checkpoints (D9, D10, K9).

CREATE TABLE ledger.leaf (
  leaf_id uuid PRIMARY KEY,
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  kind text NOT NULL,
  subject_id uuid,
  record_id uuid,
  seq int,
  at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.leaf IS 'Inserted in the transaction of the act; position comes later from the one sequencer. Only commitments leave the platform (K9)';

CREATE TABLE ledger.salt (
  leaf_id uuid PRIMARY KEY REFERENCES ledger.leaf,
  salt bytea NOT NULL CHECK (length(salt) = 32)
);
COMMENT ON TABLE ledger.salt IS 'Destroyed on repair and erasure: proof stays, content can no longer be confirmed';

CREATE TABLE ledger.pending (
  leaf_id uuid PRIMARY KEY REFERENCES ledger.leaf
);
COMMENT ON TABLE ledger.pending IS 'Leaves without a position yet; the sequencer empties it, so it never has to search the whole log';

CREATE TABLE ledger.entry (
  position bigint PRIMARY KEY,
  leaf_id uuid NOT NULL UNIQUE REFERENCES ledger.leaf,
  leaf_hash bytea NOT NULL
);
COMMENT ON TABLE ledger.entry IS 'Position of each leaf in the log, given once by the one sequencer';

CREATE TABLE ledger.node (
  level int NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (level, index)
);
COMMENT ON TABLE ledger.node IS 'Hashes of complete subtrees, so that proofs need O(log n) reads';

CREATE TABLE ledger.checkpoint (
  size bigint PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.checkpoint IS 'Signed heads of the log (C2SP note), one for each size that was signed';

GRANT SELECT, INSERT ON ledger.leaf TO {{app}};
GRANT SELECT, INSERT ON ledger.salt, ledger.pending TO {{app}};
GRANT SELECT, DELETE ON ledger.pending TO {{ledger}};
GRANT INSERT ON ledger.pending TO {{erase}};
GRANT SELECT ON ledger.entry, ledger.node, ledger.checkpoint TO {{app}};
GRANT SELECT ON ledger.leaf TO {{ledger}};
GRANT SELECT, INSERT ON ledger.entry, ledger.node, ledger.checkpoint TO {{ledger}};
GRANT SELECT, DELETE ON ledger.salt TO {{erase}};
-- An erasure is itself an act with a leaf, written by the role that erases.
GRANT SELECT, INSERT ON ledger.leaf TO {{erase}};
GRANT INSERT ON ledger.salt TO {{erase}};
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO {{auditor}};
