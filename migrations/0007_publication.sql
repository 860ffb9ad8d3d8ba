-- What the public sees. Rows exist only while shown; the history of showing is in record_action.

CREATE TABLE portal.subject (
  subject_id uuid PRIMARY KEY,
  uscc text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('LEGAL_PERSON', 'UNINCORPORATED', 'INDIVIDUAL_BUSINESS', 'GOVERNMENT')),
  provisional boolean NOT NULL,
  basics jsonb NOT NULL DEFAULT '{}',
  basics_source jsonb NOT NULL DEFAULT '{}',
  former_names text[] NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE portal.subject IS 'Organisations and households only; a natural person has no row here (K2)';

CREATE TABLE portal.name (
  subject_id uuid NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  name_core text NOT NULL,
  pinyin text NOT NULL,
  initials text NOT NULL,
  former boolean NOT NULL,
  whole_only boolean NOT NULL DEFAULT false,
  PRIMARY KEY (subject_id, name_key)
);
COMMENT ON TABLE portal.name IS 'Search index of present and former names of public subjects; names of persons are never in it (K2, K3)';
COMMENT ON COLUMN portal.name.whole_only IS 'A household''s name that holds, or may hold, the operator''s name: found only when typed whole, so that no person can be searched (K3)';
COMMENT ON COLUMN portal.name.initials IS 'First letters of name_core, a space, first letters of the whole name';
CREATE INDEX name_whole ON portal.name (name_key);
CREATE INDEX name_core ON portal.name (name_core);
CREATE INDEX name_bigrams ON portal.name USING gin (bigrams(name_key));
CREATE INDEX name_core_trgm ON portal.name USING gin (name_core public.gin_trgm_ops);
CREATE INDEX name_initials ON portal.name (initials text_pattern_ops);
CREATE INDEX name_initials_trgm ON portal.name USING gin (initials public.gin_trgm_ops);
CREATE INDEX name_pinyin_trgm ON portal.name USING gin (pinyin public.gin_trgm_ops);

CREATE TABLE portal.item (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  public_id text NOT NULL UNIQUE,
  class_code text NOT NULL,
  section text NOT NULL,
  title text NOT NULL,
  fields jsonb NOT NULL,
  negative boolean NOT NULL,
  level text,
  organisation_code text NOT NULL,
  source_unit text NOT NULL,
  authority text,
  fact_date date NOT NULL,
  shown_from date NOT NULL,
  shown_until date,
  basis text NOT NULL CHECK (basis <> ''),
  published_at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, record_id),
  CHECK (NOT negative OR shown_until IS NOT NULL)
);
COMMENT ON TABLE portal.item IS 'Masked public view of a record, [shown_from, shown_until); a negative item always has an end and a basis';
CREATE INDEX item_newest ON portal.item (published_at DESC, public_id);
CREATE INDEX item_ending ON portal.item (shown_until) WHERE shown_until IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON portal.subject, portal.name, portal.item TO {{app}};
GRANT SELECT ON portal.subject, portal.name, portal.item TO {{portal}}, {{auditor}};
