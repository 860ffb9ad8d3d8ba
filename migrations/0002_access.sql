-- Organisations, people, sessions, keys; who read what and who did what.

CREATE TABLE credit.organisation (
  organisation_code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL,
  uscc text,
  demonstration boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE credit.organisation IS 'Mirror of the organisation register in policy (成员单位), for keys and joins';

CREATE TABLE credit.account (
  account text PRIMARY KEY,
  organisation_code text NOT NULL REFERENCES credit.organisation,
  role text NOT NULL,
  display_zh text NOT NULL,
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_hashes text[] NOT NULL DEFAULT '{}',
  one_time_hash bytea,
  one_time_expires_at timestamptz,
  demonstration boolean NOT NULL DEFAULT false,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE credit.account IS 'People with a desk; totp_secret is encrypted with the access key; one_time_hash lets its owner set password and second factor once';

CREATE TABLE credit.password_reset (
  reset_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account text NOT NULL REFERENCES credit.account,
  requested_by text NOT NULL REFERENCES credit.account,
  requested_at timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  approved_by text REFERENCES credit.account,
  approved_at timestamptz,
  CHECK (requested_by <> account),
  CHECK (approved_by <> account AND approved_by <> requested_by)
);
CREATE UNIQUE INDEX password_reset_waiting ON credit.password_reset (account) WHERE approved_by IS NULL;
COMMENT ON TABLE credit.password_reset IS 'Two persons, neither of them the owner, give out a new one-time code';

CREATE TABLE credit.session (
  session_hash bytea PRIMARY KEY,
  account text NOT NULL REFERENCES credit.account,
  csrf_secret text NOT NULL,
  second_factor_at timestamptz,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_account ON credit.session (account);
COMMENT ON TABLE credit.session IS 'Signed-in browsers by the hash of their cookie; second_factor_at is null until the second factor was passed';

CREATE TABLE credit.sign_in_attempt (
  attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  origin text NOT NULL,
  at timestamptz NOT NULL,
  succeeded boolean NOT NULL
);
CREATE INDEX sign_in_attempt_recent ON credit.sign_in_attempt (account, origin, at);
CREATE INDEX sign_in_attempt_at ON credit.sign_in_attempt (at);
COMMENT ON TABLE credit.sign_in_attempt IS 'Recent attempts by account and origin, from which waiting times follow; old ones are deleted';

CREATE TABLE credit.api_key (
  key_id text PRIMARY KEY,
  organisation_code text NOT NULL REFERENCES credit.organisation,
  label text NOT NULL,
  secret_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_by text NOT NULL REFERENCES credit.account,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz
);
COMMENT ON TABLE credit.api_key IS 'Keys of machines by the hash of their secret; they act for one organisation within their scopes until they expire';

CREATE TABLE credit.reading (
  reading_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  at timestamptz NOT NULL,
  account text NOT NULL,
  organisation_code text,
  channel text NOT NULL CHECK (channel IN ('web', 'api', 'cli', 'job')),
  output text NOT NULL,
  purpose text NOT NULL CHECK (purpose <> ''),
  basis text,
  subject_id uuid,
  record_ids uuid[] NOT NULL DEFAULT '{}',
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX reading_subject ON credit.reading (subject_id, at DESC);
CREATE INDEX reading_account ON credit.reading (account, at DESC);
CREATE INDEX reading_organisation ON credit.reading (organisation_code, at DESC);
COMMENT ON TABLE credit.reading IS 'Every answer with non-public data: who received what, why, on what basis (K14); written in the transaction that reads';

CREATE TABLE credit.audit_entry (
  audit_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  at timestamptz NOT NULL,
  account text NOT NULL,
  organisation_code text,
  channel text NOT NULL,
  action text NOT NULL,
  subject_id uuid,
  object text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  leaf_id uuid
);
CREATE INDEX audit_entry_at ON credit.audit_entry (at DESC);
CREATE INDEX audit_entry_object ON credit.audit_entry (object);
COMMENT ON TABLE credit.audit_entry IS 'Who did what to which object; written in the transaction of the act, never changed. detail holds no content of records';

CREATE TABLE credit.idempotency (
  account text NOT NULL,
  key text NOT NULL,
  route text NOT NULL,
  request_hash bytea NOT NULL,
  status int,
  sealed bytea,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account, key)
);
COMMENT ON TABLE credit.idempotency IS 'Answers to repeat for a day, sealed; status is null while the first request runs';

GRANT SELECT, INSERT, UPDATE, DELETE ON credit.organisation, credit.account, credit.session, credit.api_key, credit.idempotency TO {{app}};
GRANT SELECT, INSERT, UPDATE ON credit.password_reset TO {{app}};
GRANT SELECT, INSERT, DELETE ON credit.sign_in_attempt TO {{app}};
GRANT SELECT, INSERT ON credit.reading, credit.audit_entry TO {{app}};
GRANT SELECT ON credit.organisation, credit.reading, credit.audit_entry TO {{auditor}};
