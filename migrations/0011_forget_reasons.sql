-- What a person wrote when he joined a row to its subject is content of the record it became (K7):
-- erasure takes the words; who decided what and when stays.

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
END $$;

GRANT SELECT (batch_id, row_number, undone_reason), UPDATE (reason, undone_reason) ON credit.match_judgement TO {{erase}};
