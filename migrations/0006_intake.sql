-- Batches of a department: bytes, progress, rows that wait, receipts.

CREATE TABLE credit.batch (
  batch_id uuid PRIMARY KEY,
  receipt_number text NOT NULL UNIQUE,
  class_code text NOT NULL,
  organisation_code text NOT NULL,
  account text NOT NULL,
  channel text NOT NULL,
  file_name bytea,
  file_extension text NOT NULL CHECK (file_extension ~ '^([.][a-z]{2,5})?$'),
  file_size bigint NOT NULL,
  file_digest bytea NOT NULL,
  received_at timestamptz NOT NULL,
  judged_on date NOT NULL,
  policy_hash text NOT NULL,
  state text NOT NULL CHECK (state IN ('RECEIVED', 'READING', 'STORING', 'DONE', 'REFUSED', 'CANCELLED', 'FAILED')),
  report_id text,
  sheet_info jsonb NOT NULL DEFAULT '{}',
  sheet_text bytea,
  refusal_code text,
  progress jsonb NOT NULL DEFAULT '{}',
  rows int NOT NULL DEFAULT 0,
  accepted int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  quarantined int NOT NULL DEFAULT 0,
  warned int NOT NULL DEFAULT 0,
  new int NOT NULL DEFAULT 0,
  duplicate int NOT NULL DEFAULT 0,
  corrected int NOT NULL DEFAULT 0,
  revoked int NOT NULL DEFAULT 0,
  deleted int NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  finished_at timestamptz,
  cancel_requested_at timestamptz,
  expires_on date NOT NULL
);
CREATE UNIQUE INDEX batch_same_file ON credit.batch (organisation_code, class_code, file_digest)
  WHERE state NOT IN ('REFUSED', 'CANCELLED', 'FAILED');
CREATE INDEX batch_unfinished ON credit.batch (received_at) WHERE state IN ('RECEIVED', 'READING', 'STORING');
CREATE INDEX batch_expiring ON credit.batch (expires_on) WHERE file_name IS NOT NULL OR sheet_text IS NOT NULL;
CREATE INDEX batch_owner ON credit.batch (organisation_code, received_at DESC, batch_id);
COMMENT ON TABLE credit.batch IS 'A file a department sent: receipt, progress, numbers. It stays when bytes, rows and findings have expired. What the clerk wrote (file name; sheet names, headers, refusal in sheet_text) is sealed and expires with them (K8)';

CREATE TABLE credit.batch_file (
  batch_id uuid PRIMARY KEY REFERENCES credit.batch,
  sealed bytea NOT NULL,
  expires_on date NOT NULL
);
COMMENT ON TABLE credit.batch_file IS 'The uploaded bytes, sealed; expire by policy (K8)';

CREATE TABLE credit.batch_chunk (
  batch_id uuid NOT NULL REFERENCES credit.batch,
  chunk int NOT NULL,
  first_row int NOT NULL,
  row_count int NOT NULL,
  sealed bytea NOT NULL,
  stored_at timestamptz,
  expires_on date NOT NULL,
  PRIMARY KEY (batch_id, chunk)
);
COMMENT ON TABLE credit.batch_chunk IS 'Rows judged good, with the cures applied to them, sealed. stored_at is set in the transaction that stores the rows, so a crash loses and doubles nothing';
CREATE INDEX batch_chunk_expiring ON credit.batch_chunk (expires_on);

CREATE TABLE credit.batch_row (
  batch_id uuid NOT NULL REFERENCES credit.batch,
  row_number int NOT NULL,
  version int NOT NULL DEFAULT 1,
  organisation_code text NOT NULL,
  class_code text NOT NULL,
  state text NOT NULL CHECK (state IN ('REJECTED', 'QUARANTINED', 'WARNED', 'DUPLICATE', 'ENTERED', 'REFUSED', 'REPLACED')),
  rules text[] NOT NULL,
  fields text[] NOT NULL,
  sealed bytea NOT NULL,
  subject_id uuid,
  record_id uuid,
  decided_by text,
  decided_at timestamptz,
  reason text,
  expires_on date NOT NULL,
  PRIMARY KEY (batch_id, row_number, version)
);
COMMENT ON TABLE credit.batch_row IS 'Rows with findings: values and findings sealed (K8). REJECTED waits for the clerk, QUARANTINED for a person of the centre, REPLACED is an older version after a correction';
CREATE INDEX batch_row_waiting ON credit.batch_row (state, batch_id, row_number) WHERE state IN ('REJECTED', 'QUARANTINED');
CREATE INDEX batch_row_record ON credit.batch_row (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX batch_row_expiring ON credit.batch_row (expires_on);
CREATE INDEX batch_file_expiring ON credit.batch_file (expires_on);

CREATE TABLE credit.batch_finding_count (
  batch_id uuid NOT NULL REFERENCES credit.batch,
  rule text NOT NULL,
  field text NOT NULL,
  severity text NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (batch_id, rule, field, severity)
);
COMMENT ON TABLE credit.batch_finding_count IS 'How often each rule found something in a batch; numbers only, so they outlive the rows';

-- What the intake still holds of a record, for the act that erases it (K7): its row in every version, rows that
-- met it as a duplicate, and the whole uploads and stored chunks these stand in. Called, never triggered.
CREATE FUNCTION credit.forget_erased(subject uuid, record uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  batches uuid[];
BEGIN
  SELECT array_agg(b) INTO batches FROM (
    SELECT f.batch_id AS b FROM credit.record_fact f WHERE f.subject_id = subject AND f.record_id = record
    UNION SELECT r.batch_id FROM credit.batch_row r WHERE r.record_id = record) met;
  DELETE FROM credit.batch_file WHERE batch_id = ANY (batches);
  DELETE FROM credit.batch_chunk WHERE batch_id = ANY (batches) AND stored_at IS NOT NULL;
  DELETE FROM credit.batch_row r WHERE EXISTS (
    SELECT FROM credit.batch_row o WHERE o.record_id = record AND o.batch_id = r.batch_id AND o.row_number = r.row_number);
  DELETE FROM credit.batch_row r USING credit.record_fact f WHERE f.subject_id = subject
    AND f.record_id = record AND r.batch_id = f.batch_id AND r.row_number = f.row_number;
END $$;

ALTER TABLE credit.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.batch FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON credit.batch USING (credit.caller_sees_all() OR organisation_code = credit.caller_organisation());
ALTER TABLE credit.batch_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.batch_row FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON credit.batch_row USING (credit.caller_sees_all() OR organisation_code = credit.caller_organisation());

-- Parts of a batch follow the visibility of their batch.
ALTER TABLE credit.batch_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.batch_file FORCE ROW LEVEL SECURITY;
CREATE POLICY of_batch ON credit.batch_file USING (EXISTS (SELECT FROM credit.batch b WHERE b.batch_id = batch_file.batch_id));
ALTER TABLE credit.batch_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.batch_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY of_batch ON credit.batch_chunk USING (EXISTS (SELECT FROM credit.batch b WHERE b.batch_id = batch_chunk.batch_id));
ALTER TABLE credit.batch_finding_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.batch_finding_count FORCE ROW LEVEL SECURITY;
CREATE POLICY of_batch ON credit.batch_finding_count USING (EXISTS (SELECT FROM credit.batch b WHERE b.batch_id = batch_finding_count.batch_id));

GRANT SELECT, INSERT, UPDATE ON credit.batch, credit.batch_row, credit.batch_finding_count TO {{app}};
GRANT SELECT, INSERT, DELETE ON credit.batch_file, credit.batch_chunk TO {{app}};
GRANT UPDATE (stored_at) ON credit.batch_chunk TO {{app}};
GRANT DELETE ON credit.batch_row, credit.batch_finding_count TO {{app}};
GRANT SELECT ON credit.batch TO {{auditor}};
GRANT DELETE ON credit.batch_row, credit.batch_file, credit.batch_chunk TO {{erase}};
GRANT SELECT (batch_id, organisation_code) ON credit.batch TO {{erase}};
GRANT SELECT (batch_id, row_number, organisation_code, record_id) ON credit.batch_row TO {{erase}};
GRANT SELECT (batch_id) ON credit.batch_file TO {{erase}};
GRANT SELECT (batch_id, stored_at) ON credit.batch_chunk TO {{erase}};
