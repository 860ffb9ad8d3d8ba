-- Issued credit reports: what was issued stays as it was; what happens to one later is an act of its own (D20).

CREATE TABLE credit.report_counter (
  day date PRIMARY KEY,
  last int NOT NULL CHECK (last BETWEEN 1 AND 999999)
);
COMMENT ON TABLE credit.report_counter IS 'Last place given in the numbers of a day; a number without a report was given to an attempt that failed';

CREATE TABLE credit.report (
  number text PRIMARY KEY CHECK (number ~ '^XYBG[0-9]{21}$'),
  subject_id uuid NOT NULL,
  version text NOT NULL CHECK (version IN ('PUBLIC')),
  template text NOT NULL,
  issued_at timestamptz NOT NULL,
  account text NOT NULL,
  organisation_code text,
  channel text NOT NULL,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  body_digest bytea NOT NULL CHECK (length(body_digest) = 32),
  content_digest bytea NOT NULL CHECK (length(content_digest) = 32),
  file_digest bytea NOT NULL UNIQUE CHECK (length(file_digest) = 32),
  record_ids uuid[] NOT NULL,
  corrects text REFERENCES credit.report,
  policy_hash text NOT NULL,
  leaf_id uuid NOT NULL
);
COMMENT ON TABLE credit.report IS 'One issued report, never changed. The leaf commits to number, subject, time, file and body digest; the verification code is kept as a keyed hash only';
COMMENT ON COLUMN credit.report.content_digest IS 'SHA-256 of what the report says without number and time: differs from that of today when something changed since';
COMMENT ON COLUMN credit.report.record_ids IS 'Records the report shows, so that an erasure finds the files that hold them (K7)';
CREATE INDEX report_subject ON credit.report (subject_id, issued_at DESC);
CREATE INDEX report_records ON credit.report USING gin (record_ids);

CREATE TABLE credit.report_file (
  number text PRIMARY KEY REFERENCES credit.report,
  sealed bytea NOT NULL
);
COMMENT ON TABLE credit.report_file IS 'The issued bytes, sealed at rest; destroyed when a record in them is erased (K7), the digests stay';

CREATE TABLE credit.report_act (
  number text NOT NULL REFERENCES credit.report,
  kind text NOT NULL CHECK (kind IN ('withdrawn', 'superseded')),
  at timestamptz NOT NULL,
  account text NOT NULL,
  organisation_code text,
  reason text NOT NULL CHECK (reason <> ''),
  successor text REFERENCES credit.report,
  leaf_id uuid NOT NULL,
  PRIMARY KEY (number),
  CHECK ((kind = 'superseded') = (successor IS NOT NULL))
);
COMMENT ON TABLE credit.report_act IS 'What ended the validity of a report, by whom and why; a report ends once';

GRANT SELECT, INSERT, UPDATE ON credit.report_counter TO {{app}};
GRANT SELECT, INSERT ON credit.report, credit.report_file, credit.report_act TO {{app}};
GRANT SELECT ON credit.report TO {{erase}};
GRANT SELECT, DELETE ON credit.report_file TO {{erase}};
GRANT SELECT ON credit.report_counter, credit.report, credit.report_act TO {{auditor}};

-- As in 0011, and the issued files that hold the record.
CREATE OR REPLACE FUNCTION credit.forget_erased(subject uuid, record uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  batches uuid[];
BEGIN
  SELECT array_agg(b) INTO batches FROM (
    SELECT f.batch_id AS b FROM credit.record_fact f WHERE f.subject_id = subject AND f.record_id = record
    UNION SELECT r.batch_id FROM credit.batch_row r WHERE r.record_id = record) met;
  UPDATE credit.match_judgement j
    SET reason = '（已销毁）', undone_reason = CASE WHEN j.undone_reason IS NOT NULL THEN '（已销毁）' END
    FROM credit.record_fact f WHERE f.subject_id = subject AND f.record_id = record
      AND j.batch_id = f.batch_id AND j.row_number = f.row_number;
  DELETE FROM credit.batch_file WHERE batch_id = ANY (batches);
  DELETE FROM credit.batch_chunk WHERE batch_id = ANY (batches) AND stored_at IS NOT NULL;
  DELETE FROM credit.batch_row r WHERE EXISTS (
    SELECT FROM credit.batch_row o WHERE o.record_id = record AND o.batch_id = r.batch_id AND o.row_number = r.row_number);
  DELETE FROM credit.batch_row r USING credit.record_fact f WHERE f.subject_id = subject
    AND f.record_id = record AND r.batch_id = f.batch_id AND r.row_number = f.row_number;
  DELETE FROM credit.report_file f USING credit.report r
    WHERE r.number = f.number AND r.record_ids @> ARRAY[record];
END $$;
