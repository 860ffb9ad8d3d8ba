-- Heads of archives without planning: how many codes a run asks for says nothing about how to look
-- them up, but made the server plan every run anew, at several times the price of the run. The joins
-- that only changed archives need stand in a function of their own: entered for each of those, it
-- sees what the asking statement sees, and costs the others nothing.

CREATE FUNCTION credit.counted_records(subject uuid, today date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = credit, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    SELECT string_agg(
        r.class_code || E'\t' || r.organisation_code || E'\t' || f.polarity || E'\t' || f.fact_date || E'\t'
          || r.status || E'\t' || r.active::text || E'\t' || (p.record_id IS NOT NULL)::text || E'\t'
          || floor(date_part('epoch', f.received_at) * 1000)::bigint || E'\t'
          || floor(date_part('epoch', a.at) * 1000)::bigint, E'\n')
    FROM credit.record_state r
    JOIN credit.record_fact f USING (subject_id, record_id)
    JOIN credit.record_action a ON a.subject_id = r.subject_id AND a.record_id = r.record_id AND a.seq = r.last_seq
    LEFT JOIN portal.item p ON p.subject_id = r.subject_id AND p.record_id = r.record_id
      AND (p.shown_until IS NULL OR p.shown_until > today)
    WHERE r.subject_id = subject);
END $$;
COMMENT ON FUNCTION credit.counted_records IS 'What the head of an archive counts: a line for each record, cells between tabs; null when there is none. Runs with the caller''s own rights';
REVOKE ALL ON FUNCTION credit.counted_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credit.counted_records TO {{app}};

CREATE OR REPLACE FUNCTION credit.archive_heads(caller_account text, caller_organisation text, caller_channel text, codes text[], purposes text[], seen bigint[], today date)
RETURNS TABLE (uscc text, subject_id uuid, kind text, name text, provisional boolean, former_names text[], stamp bigint, records text)
LANGUAGE plpgsql VOLATILE SET search_path = credit, pg_temp SET plan_cache_mode = force_generic_plan AS $$
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
    SELECT found.value, found.subject_id, found.kind, found.name, found.provisional,
      array(SELECT n.name FROM credit.subject_name n
        WHERE n.subject_id = found.subject_id AND n.until IS NOT NULL ORDER BY n.until DESC),
      found.stamp,
      CASE WHEN found.stamp IS DISTINCT FROM found.seen THEN credit.counted_records(found.subject_id, today) END
    FROM (
      SELECT i.value, s.subject_id, s.kind, s.name, s.provisional, asked.seen,
        coalesce((SELECT bit_xor(uuid_hash_extended(r.record_id, hashtextextended(r.status, r.last_seq * 2 + r.active::int)))
          FROM credit.record_state r WHERE r.subject_id = s.subject_id), 0)
        # coalesce((SELECT bit_xor(uuid_hash_extended(p.record_id, 0))
          FROM portal.item p WHERE p.subject_id = s.subject_id AND (p.shown_until IS NULL OR p.shown_until > today)), 0) AS stamp
      FROM unnest(codes, seen) asked (code, seen)
      JOIN credit.subject_identifier i ON i.kind = 'USCC' AND i.value = asked.code
      JOIN credit.subject s USING (subject_id)
      OFFSET 0 -- the stamp is worked out once for each
    ) found;
END $$;

-- Which items of a subject are shown today is told by the index alone.
ALTER TABLE portal.item DROP CONSTRAINT item_pkey, ADD PRIMARY KEY (subject_id, record_id) INCLUDE (shown_until);
