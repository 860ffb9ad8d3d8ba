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
  demonstration boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  sealed bytea,
  key_id uuid,
  CHECK ((kind = 'NATURAL_PERSON') = (sealed IS NOT NULL AND key_id IS NOT NULL AND name IS NULL AND name_key IS NULL AND uscc IS NULL)),
  CONSTRAINT no_person_outside_demonstration CHECK (kind <> 'NATURAL_PERSON' OR demonstration)
);
COMMENT ON TABLE credit.subject IS 'provisional: only a valid code is known and name is as first reported, shown as 未收到登记信息 until the first REG_BASIC (D4). A natural person has only a sealed name (K7) and exists only in the demonstration (K1)';
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
  name_loose text NOT NULL,
  name text NOT NULL,
  since date,
  until date,
  source_record uuid,
  PRIMARY KEY (subject_id, name_key)
);
COMMENT ON TABLE credit.subject_name IS 'Present and former names (曾用名) of organisations, from the register only; until is null for the present one. Built again from the live entries when one is corrected, revoked or deleted. name_loose only suggests, never decides';
CREATE INDEX subject_name_loose ON credit.subject_name (name_loose);

CREATE TABLE credit.subject_reference (
  class_code text NOT NULL,
  value_hash bytea NOT NULL,
  record_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  organisation_code text NOT NULL,
  PRIMARY KEY (class_code, value_hash, record_id)
);
COMMENT ON TABLE credit.subject_reference IS 'Numbers that rows of another class give in place of a subject (承诺编号), as keyed hashes of live records';
CREATE INDEX subject_reference_record ON credit.subject_reference (record_id);

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
  undone_by text,
  undone_reason text,
  CHECK ((subject_id IS NULL) = (decision = 'REFUSE')),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL))
);
COMMENT ON TABLE credit.match_judgement IS 'A person''s decision which subject a held row belongs to; a machine never decides on a name';
CREATE INDEX match_judgement_row ON credit.match_judgement (batch_id, row_number);

GRANT SELECT, INSERT ON credit.subject, credit.subject_identifier, credit.subject_name, credit.match_judgement TO {{app}};
GRANT UPDATE (kind, org_type, name, name_key, provisional, registered_on, division_code) ON credit.subject TO {{app}};
GRANT UPDATE (name, name_loose, since, until, source_record), DELETE ON credit.subject_name TO {{app}};
GRANT UPDATE (undone_at, undone_by, undone_reason) ON credit.match_judgement TO {{app}};
GRANT SELECT, INSERT, DELETE ON credit.subject_reference TO {{app}};
GRANT SELECT, DELETE ON credit.subject_reference TO {{erase}};
GRANT SELECT ON credit.subject, credit.subject_identifier, credit.subject_name, credit.match_judgement TO {{auditor}};
