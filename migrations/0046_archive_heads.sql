-- The head of an archive in one statement: plans kept, one way to the database, readings included.

CREATE FUNCTION credit.archive_heads(caller_account text, caller_organisation text, caller_channel text, codes text[], purposes text[], today date)
RETURNS TABLE (uscc text, subject_id uuid, kind text, name text, provisional boolean, former_names text[], records jsonb)
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
    SELECT i.value, s.subject_id, s.kind, s.name, s.provisional,
      array(SELECT n.name FROM credit.subject_name n
        WHERE n.subject_id = s.subject_id AND n.until IS NOT NULL ORDER BY n.until DESC),
      coalesce((SELECT jsonb_agg(jsonb_build_array(r.class_code, r.organisation_code, f.polarity, f.fact_date,
            r.status, r.active, p.record_id IS NOT NULL,
            floor(extract(epoch FROM f.received_at) * 1000), floor(extract(epoch FROM a.at) * 1000)))
          FROM credit.record_state r
          JOIN credit.record_fact f ON f.subject_id = s.subject_id AND f.record_id = r.record_id
          JOIN credit.record_action a ON a.subject_id = s.subject_id AND a.record_id = r.record_id AND a.seq = r.last_seq
          LEFT JOIN portal.item p ON p.subject_id = s.subject_id AND p.record_id = r.record_id
            AND (p.shown_until IS NULL OR p.shown_until > today)
          WHERE r.subject_id = s.subject_id), '[]')
    FROM credit.subject_identifier i
    JOIN credit.subject s USING (subject_id)
    WHERE i.kind = 'USCC' AND i.value = ANY (codes);
END $$;
COMMENT ON FUNCTION credit.archive_heads IS 'Heads of archives of one caller, and the reading of each in the same transaction (K14). Runs with the caller''s own rights; whoever calls it counts only what that actor may know (K12)';
REVOKE ALL ON FUNCTION credit.archive_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credit.archive_heads TO {{app}};
