-- The stamp of an archive is made of the number of each record's newest action: its status and
-- activity are the fold of the actions up to that one, and say no more. The index alone tells it.

ALTER TABLE credit.record_state DROP CONSTRAINT record_state_pkey,
  ADD PRIMARY KEY (subject_id, record_id) INCLUDE (organisation_code, last_seq);

-- Who asks is the same for all rows of a statement: worked out once, not for each.
ALTER POLICY own_or_all ON credit.record_fact USING ((SELECT credit.caller_sees_all()) OR organisation_code = (SELECT credit.caller_organisation()));
ALTER POLICY own_or_all ON credit.record_action USING ((SELECT credit.caller_sees_all()) OR owner_code = (SELECT credit.caller_organisation()));
ALTER POLICY own_or_all ON credit.record_state USING ((SELECT credit.caller_sees_all()) OR organisation_code = (SELECT credit.caller_organisation()));

DROP FUNCTION credit.archive_heads;
CREATE FUNCTION credit.archive_heads(caller_account text, caller_organisation text, caller_channel text, codes text[], purposes text[], readings uuid[], seen bigint[], today date)
RETURNS TABLE (uscc text, subject_id uuid, kind text, name text, provisional boolean, former_names text[], stamp bigint, records text)
LANGUAGE plpgsql VOLATILE SET search_path = credit, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  known text;
BEGIN
  known := set_config('xinyong.account', caller_account, true);
  known := set_config('xinyong.organisation', coalesce(caller_organisation, ''), true);
  known := set_config('xinyong.scope', 'all', true);
  RETURN QUERY
    WITH found AS MATERIALIZED (
      SELECT i.value, s.subject_id, s.kind, s.name, s.provisional, asked.purpose, asked.reading, asked.seen,
        coalesce((SELECT bit_xor(uuid_hash_extended(r.record_id, r.last_seq))
          FROM credit.record_state r WHERE r.subject_id = s.subject_id), 0)
        # coalesce((SELECT bit_xor(uuid_hash_extended(p.record_id, 0))
          FROM portal.item p WHERE p.subject_id = s.subject_id AND (p.shown_until IS NULL OR p.shown_until > today)), 0) AS stamp
      FROM unnest(codes, purposes, readings, seen) asked (code, purpose, reading, seen)
      JOIN credit.subject_identifier i ON i.kind = 'USCC' AND i.value = asked.code
      JOIN credit.subject s USING (subject_id)
    ), logged AS (
      INSERT INTO credit.reading (reading_id, at, account, organisation_code, channel, output, purpose, subject_id)
      SELECT reading, now(), caller_account, caller_organisation, caller_channel, 'subjects.head', purpose, subject_id FROM found
    )
    SELECT found.value, found.subject_id, found.kind, found.name, found.provisional,
      array(SELECT n.name FROM credit.subject_name n
        WHERE n.subject_id = found.subject_id AND n.until IS NOT NULL ORDER BY n.until DESC),
      found.stamp,
      CASE WHEN found.stamp IS DISTINCT FROM found.seen THEN credit.counted_records(found.subject_id, today) END
    FROM found;
END $$;
COMMENT ON FUNCTION credit.archive_heads IS 'Heads of archives of one caller, a row for each asking, and the reading of each in the same statement (K14), under the ids given in readings. Runs with the caller''s own rights; whoever calls it counts only what that actor may know (K12). records: a line for each record, cells between tabs; null when stamp is the one given as seen';
REVOKE ALL ON FUNCTION credit.archive_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credit.archive_heads TO {{app}};
