-- The register of subjects (信用主体). Tables of a subject start their key with subject_id.

CREATE TABLE credit.subject (
  subject_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('LEGAL_PERSON', 'UNINCORPORATED', 'INDIVIDUAL_BUSINESS', 'NATURAL_PERSON', 'GOVERNMENT', 'PLACE')),
  org_type text,
  name text,
  name_key text,
  uscc text,
  provisional boolean NOT NULL,
  registered_on date,
  division_code text,
  created_at timestamptz NOT NULL,
  sealed bytea,
  key_id uuid,
  CHECK ((kind = 'NATURAL_PERSON') = (sealed IS NOT NULL AND key_id IS NOT NULL AND name IS NULL AND name_key IS NULL AND uscc IS NULL))
);
COMMENT ON TABLE credit.subject IS 'provisional: only a valid code is known, shown as 未收到登记信息 until the first REG_BASIC (D4). A natural person has only a sealed name (K7)';
CREATE INDEX subject_name_key ON credit.subject (name_key) WHERE name_key IS NOT NULL;

CREATE TABLE credit.subject_identifier (
  kind text NOT NULL CHECK (kind IN ('USCC', 'ORGANISATION_CODE', 'REGISTRATION_NUMBER', 'ID_HASH', 'PLACE_CODE')),
  value text NOT NULL,
  subject_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (kind, value)
);
COMMENT ON TABLE credit.subject_identifier IS 'Global uniqueness of codes in a small table of its own; persons only by keyed hash of type and number';
CREATE INDEX subject_identifier_subject ON credit.subject_identifier (subject_id);

CREATE TABLE credit.subject_name (
  subject_id uuid NOT NULL,
  name_key text NOT NULL,
  name text NOT NULL,
  since date,
  until date,
  source_record uuid,
  PRIMARY KEY (subject_id, name_key)
);
COMMENT ON TABLE credit.subject_name IS 'Present and former names (曾用名) of organisations; until is null for the present one';

CREATE TABLE credit.match_judgement (
  judgement_id uuid PRIMARY KEY,
  batch_id uuid NOT NULL,
  row_number int NOT NULL,
  subject_id uuid,
  decision text NOT NULL CHECK (decision IN ('SAME', 'NEW', 'REFUSE')),
  reason text NOT NULL CHECK (reason <> ''),
  account text NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  undone_by text
);
COMMENT ON TABLE credit.match_judgement IS 'A person''s decision which subject a held row belongs to; a machine never decides on a name';

GRANT SELECT, INSERT, UPDATE ON credit.subject, credit.subject_identifier, credit.subject_name, credit.match_judgement TO {{app}};
GRANT SELECT ON credit.subject, credit.subject_identifier, credit.subject_name, credit.match_judgement TO {{auditor}};
