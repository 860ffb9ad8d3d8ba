-- Heads of archives by one join over all asked subjects instead of a look for each, and the records
-- only of those that changed since the asking server last read them. `seen` is its stamp of each:
-- records change by appended actions only, so the state of each record, and whether it is shown
-- today, is all that an answer can differ by.

DROP FUNCTION credit.archive_heads;

CREATE FUNCTION credit.archive_heads(caller_account text, caller_organisation text, caller_channel text, codes text[], purposes text[], seen bigint[], today date)
RETURNS TABLE (uscc text, subject_id uuid, kind text, name text, provisional boolean, former_names text[], stamp bigint, records text)
LANGUAGE plpgsql VOLATILE SET search_path = credit, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('xinyong.account', caller_account, true),
          set_config('xinyong.organisation', coalesce(caller_organisation, ''), true),
          set_config('xinyong.scope', 'all', true);
  INSERT INTO credit.reading (at, account, organisation_code, channel, output, purpose, subject_id)
    SELECT now(), caller_account, caller_organisation, caller_channel, 'subjects.head', asked.purpose, i.subject_id
    FROM unnest(codes, purposes) asked (code, purpose)
    JOIN credit.subject_identifier i ON i.kind = 'USCC' AND i.value = asked.code;
  RETURN QUERY
    WITH found AS MATERIALIZED (
      SELECT DISTINCT ON (i.value) i.value, s.subject_id, s.kind, s.name, s.provisional, asked.seen,
        coalesce((SELECT bit_xor(uuid_hash_extended(r.record_id, hashtextextended(r.status, r.last_seq * 2 + r.active::int)))
          FROM credit.record_state r WHERE r.subject_id = s.subject_id), 0)
        # coalesce((SELECT bit_xor(uuid_hash_extended(p.record_id, 0))
          FROM portal.item p WHERE p.subject_id = s.subject_id AND (p.shown_until IS NULL OR p.shown_until > today)), 0) AS stamp
      FROM unnest(codes, seen) asked (code, seen)
      JOIN credit.subject_identifier i ON i.kind = 'USCC' AND i.value = asked.code
      JOIN credit.subject s USING (subject_id)
    ), changed AS (
      SELECT r.subject_id, string_agg(
          r.class_code || E'\t' || r.organisation_code || E'\t' || f.polarity || E'\t' || f.fact_date || E'\t'
            || r.status || E'\t' || r.active::text || E'\t' || (p.record_id IS NOT NULL)::text || E'\t'
            || floor(date_part('epoch', f.received_at) * 1000)::bigint || E'\t'
            || floor(date_part('epoch', a.at) * 1000)::bigint, E'\n') AS records
      FROM found
      JOIN credit.record_state r USING (subject_id)
      JOIN credit.record_fact f USING (subject_id, record_id)
      JOIN credit.record_action a ON a.subject_id = r.subject_id AND a.record_id = r.record_id AND a.seq = r.last_seq
      LEFT JOIN portal.item p ON p.subject_id = r.subject_id AND p.record_id = r.record_id
        AND (p.shown_until IS NULL OR p.shown_until > today)
      WHERE found.stamp IS DISTINCT FROM found.seen
      GROUP BY 1
    )
    SELECT found.value, found.subject_id, found.kind, found.name, found.provisional,
      array(SELECT n.name FROM credit.subject_name n
        WHERE n.subject_id = found.subject_id AND n.until IS NOT NULL ORDER BY n.until DESC),
      found.stamp, changed.records
    FROM found LEFT JOIN changed USING (subject_id);
END $$;
COMMENT ON FUNCTION credit.archive_heads IS 'Heads of archives of one caller, and the reading of each in the same transaction (K14). Runs with the caller''s own rights; whoever calls it counts only what that actor may know (K12). records: a line for each record, cells between tabs; null when stamp is the one given as seen';
REVOKE ALL ON FUNCTION credit.archive_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credit.archive_heads TO {{app}};
