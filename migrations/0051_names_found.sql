-- The names a search may mean, step by step with kept plans: planning one statement for all the ways
-- a name can be found took longer than finding it.

CREATE FUNCTION portal.names_found(whole text, pieces text[], pairs text[], letters text, beginning text, near boolean, most int)
RETURNS SETOF portal.name LANGUAGE plpgsql STABLE ROWS 20
SET search_path = portal, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  RETURN QUERY SELECT n.* FROM portal.name n WHERE n.name_key = whole;
  IF near AND NOT FOUND THEN
    RETURN QUERY SELECT n.* FROM portal.name n
      WHERE public.name_edits(n.name_key) && public.name_edits(whole) AND NOT n.whole_only LIMIT most;
    IF beginning IS NOT NULL THEN
      RETURN QUERY SELECT n.* FROM portal.name n
        WHERE n.name_key COLLATE "C" >= beginning AND n.name_key COLLATE "C" < beginning || U&'\+10FFFF'
          AND NOT n.whole_only LIMIT most;
    END IF;
  END IF;
  RETURN QUERY SELECT n.* FROM portal.name n WHERE n.name_core = whole AND NOT n.whole_only LIMIT most;
  -- Functions instead of LIKE: nothing typed is ever a pattern.
  RETURN QUERY SELECT n.* FROM portal.name n
    WHERE public.bigrams(n.name_key) @> pairs AND NOT n.whole_only
      AND NOT EXISTS (SELECT FROM unnest(pieces) piece WHERE strpos(n.name_key, piece) = 0) LIMIT most;
  IF letters IS NOT NULL THEN
    RETURN QUERY SELECT n.* FROM portal.name n
      WHERE n.initials LIKE '%' || letters || '%' AND NOT n.whole_only LIMIT most;
    IF length(letters) > 3 THEN
      RETURN QUERY SELECT n.* FROM portal.name n
        WHERE n.pinyin LIKE '%' || letters || '%' AND NOT n.whole_only LIMIT most;
    END IF;
  END IF;
END $$;
COMMENT ON FUNCTION portal.names_found IS 'Names that are the text, hold all its pieces (whose pairs of characters narrow the search), sound like its letters or, when nobody bears it, are one character or the legal form away. A name may come twice. A household''s name that may hold its operator''s comes only for the whole text (K3)';
REVOKE ALL ON FUNCTION portal.names_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal.names_found TO {{portal}};
