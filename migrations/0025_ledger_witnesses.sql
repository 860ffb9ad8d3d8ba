-- Cosignatures of outside witnesses, and what happens when the data are found set back (D10).

CREATE TABLE ledger.cosignature (
  witness text PRIMARY KEY,
  size bigint NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.cosignature IS 'Newest checkpoint that each witness cosigned (C2SP cosignature v1) after its consistency proof; public';

CREATE TABLE ledger.set_back (
  set_back_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('SET_BACK', 'HISTORY_CHANGED', 'KEY_CHANGED')),
  source text NOT NULL,
  own_size bigint NOT NULL,
  head_size bigint,
  head_digest bytea NOT NULL UNIQUE CHECK (length(head_digest) = 32),
  found_at timestamptz NOT NULL,
  first_by text,
  first_reason text CHECK (first_reason <> ''),
  first_at timestamptz,
  second_by text,
  second_reason text CHECK (second_reason <> ''),
  second_at timestamptz,
  CONSTRAINT acknowledged_whole CHECK (
    (first_by IS NULL) = (first_reason IS NULL) AND (first_by IS NULL) = (first_at IS NULL)
    AND (second_by IS NULL) = (second_reason IS NULL) AND (second_by IS NULL) = (second_at IS NULL)),
  CONSTRAINT two_different_persons CHECK (second_by IS NULL OR (first_by IS NOT NULL AND second_by <> first_by))
);
COMMENT ON TABLE ledger.set_back IS 'A checkpoint kept outside the database that the log no longer contains: nothing is signed or changed until two different persons have acknowledged it with their reasons';

GRANT SELECT, INSERT ON ledger.cosignature, ledger.set_back TO {{app}};
GRANT UPDATE (size, note, at) ON ledger.cosignature TO {{app}};
GRANT UPDATE (first_by, first_reason, first_at, second_by, second_reason, second_at) ON ledger.set_back TO {{app}};
GRANT SELECT ON ledger.cosignature, ledger.set_back TO {{auditor}};
