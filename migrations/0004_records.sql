-- A record is a fact and an append-only list of actions (D8). Only record_state is a cache that changes.

CREATE TABLE credit.record_key (
  key_id uuid PRIMARY KEY,
  wrapped bytea NOT NULL
);
COMMENT ON TABLE credit.record_key IS 'Per-record data key, wrapped by the master key; deleting the row destroys the content (K7). Never part of a backup once destroyed';

CREATE TABLE credit.record_fact (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  class_code text NOT NULL,
  organisation_code text NOT NULL,
  external_id text NOT NULL,
  batch_id uuid NOT NULL,
  row_number int NOT NULL,
  subject_kind text NOT NULL,
  polarity text NOT NULL CHECK (polarity IN ('NEUTRAL', 'POSITIVE', 'NEGATIVE')),
  fact_date date NOT NULL,
  received_at timestamptz NOT NULL,
  policy_hash text NOT NULL,
  replaces uuid,
  payload jsonb,
  sealed bytea,
  key_id uuid,
  PRIMARY KEY (subject_id, record_id),
  CHECK ((payload IS NULL) <> (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (key_id IS NULL)),
  CONSTRAINT sealed_when_negative_or_person CHECK (sealed IS NOT NULL OR (polarity <> 'NEGATIVE' AND subject_kind NOT IN ('NATURAL_PERSON', 'INDIVIDUAL_BUSINESS'))),
  CONSTRAINT sealed_when_naming_persons CHECK (sealed IS NOT NULL OR (class_code <> 'REG_MEMBER' AND NOT jsonb_path_exists(payload, '$.keyvalue() ? (@.key like_regex "_ZJHM$" || @.key == "DJ_LXDH" || @.key == "JC_RY")')))
);
COMMENT ON TABLE credit.record_fact IS 'What was reported, as normalised; insert-only. Negative payloads, those of persons and households, and those with numbers of persons, telephones or members are sealed with a key of their own (K7). Hashes of content stand only in record_identity, so that erasure leaves nothing that confirms a guess';
CREATE INDEX record_fact_batch ON credit.record_fact (batch_id);
CREATE INDEX record_fact_owner ON credit.record_fact (organisation_code, class_code, received_at DESC, record_id);

CREATE TABLE credit.record_action (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  seq int NOT NULL CHECK (seq > 0),
  kind text NOT NULL,
  at timestamptz NOT NULL,
  effective_on date NOT NULL,
  account text NOT NULL,
  organisation_code text,
  owner_code text NOT NULL,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  sealed bytea,
  leaf_id uuid NOT NULL,
  PRIMARY KEY (subject_id, record_id, seq),
  FOREIGN KEY (subject_id, record_id) REFERENCES credit.record_fact,
  CHECK (sealed IS NULL OR (reason IS NULL AND detail = '{}'))
);
COMMENT ON TABLE credit.record_action IS 'registered, classified, published, withdrawn, superseded, revoked, deleted, expired, objected, repaired …; status is the fold of these. Each has its ledger leaf. Reason and detail of a sealed record are sealed with its key. owner_code repeats the organisation of the fact for row security';

CREATE TABLE credit.record_state (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  class_code text NOT NULL,
  organisation_code text NOT NULL,
  active boolean NOT NULL,
  disputed boolean NOT NULL DEFAULT false,
  status text NOT NULL,
  level text,
  needs text,
  last_seq int NOT NULL,
  PRIMARY KEY (subject_id, record_id),
  UNIQUE (record_id, subject_id, active),
  FOREIGN KEY (subject_id, record_id) REFERENCES credit.record_fact
);
COMMENT ON TABLE credit.record_state IS 'Cache of the fold, compared with it nightly; what later measures refer to. needs: CLASSIFICATION while a person must classify';
CREATE INDEX record_state_undecided ON credit.record_state (last_seq) WHERE status = 'REGISTERED';
CREATE INDEX record_state_needs ON credit.record_state (needs, organisation_code) WHERE needs IS NOT NULL;

CREATE TABLE credit.record_identity (
  class_code text NOT NULL,
  identity_hash bytea NOT NULL,
  record_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  organisation_code text NOT NULL,
  external_id text NOT NULL,
  content_hash bytea NOT NULL,
  PRIMARY KEY (class_code, identity_hash)
);
COMMENT ON TABLE credit.record_identity IS 'The live record of each identity key (store-wide uniqueness, correction targets); moves with corrections, goes with revocation, deletion and erasure. Hashes are keyed';
CREATE UNIQUE INDEX record_identity_external ON credit.record_identity (organisation_code, class_code, external_id);
CREATE UNIQUE INDEX record_identity_record ON credit.record_identity (record_id);

ALTER TABLE credit.record_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.record_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON credit.record_fact USING (credit.caller_sees_all() OR organisation_code = credit.caller_organisation());
ALTER TABLE credit.record_action ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.record_action FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON credit.record_action USING (credit.caller_sees_all() OR owner_code = credit.caller_organisation());
ALTER TABLE credit.record_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit.record_state FORCE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON credit.record_state USING (credit.caller_sees_all() OR organisation_code = credit.caller_organisation());

GRANT SELECT, INSERT ON credit.record_fact, credit.record_action, credit.record_key TO {{app}};
GRANT SELECT, INSERT ON credit.record_state TO {{app}};
GRANT UPDATE (active, disputed, status, level, needs, last_seq) ON credit.record_state TO {{app}}, {{erase}};
GRANT SELECT, INSERT, UPDATE, DELETE ON credit.record_identity TO {{app}};
GRANT SELECT, DELETE ON credit.record_key, credit.record_identity TO {{erase}};
GRANT INSERT ON credit.record_action TO {{erase}};
GRANT SELECT ON credit.record_fact, credit.record_action, credit.record_state TO {{auditor}}, {{erase}};
