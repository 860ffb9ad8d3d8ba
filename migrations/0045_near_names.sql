-- A name typed with one wrong, missing, doubled or swapped character is found by what is left when one
-- character is taken out of either; with another legal form, by how it begins.

CREATE FUNCTION public.name_edits(t text) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT array_agg(DISTINCT hashtextextended(substr(t, 1, i - 1) || substr(t, i + 1), 0)) FROM generate_series(1, length(t) + 1) i $$;
COMMENT ON FUNCTION public.name_edits IS 'Hashes of a text and of all that is left of it without one character';

CREATE INDEX name_near ON portal.name USING gin (name_edits(name_key)) WHERE NOT whole_only;
CREATE INDEX name_beginning ON portal.name (name_key COLLATE "C") WHERE NOT whole_only;
