-- Schemas, extensions and what each database role may do at all.
-- {{app}}, {{portal}} … are replaced by the runner with role names of this database (decision 0016).

CREATE SCHEMA credit;
CREATE SCHEMA ledger;
CREATE SCHEMA portal;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON SCHEMA credit IS 'Facts, actions, intake, access: what the desks work on';
COMMENT ON SCHEMA ledger IS 'Append-only commitments, tree and checkpoints';
COMMENT ON SCHEMA portal IS 'Only what the public may see; role portal reads nothing else';

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {{app}}, {{portal}}, {{ledger}}, {{erase}}, {{auditor}};
GRANT USAGE ON SCHEMA credit TO {{app}}, {{erase}}, {{auditor}};
GRANT USAGE ON SCHEMA ledger TO {{app}}, {{ledger}}, {{erase}}, {{auditor}};
GRANT USAGE ON SCHEMA portal TO {{app}}, {{portal}}, {{auditor}};

-- Identity of the caller, valid only inside one transaction (set_config(…, true)).
CREATE FUNCTION credit.caller_organisation() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('xinyong.organisation', true), '') $$;
CREATE FUNCTION credit.caller_sees_all() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT coalesce(current_setting('xinyong.scope', true), '') = 'all' $$;
COMMENT ON FUNCTION credit.caller_sees_all() IS 'True for the credit centre, the auditor and the platform''s own jobs';

-- Two-character pieces of a name, for “contains” searches below three characters.
CREATE FUNCTION public.bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT array_agg(DISTINCT substr(t, i, 2)) FROM generate_series(1, greatest(length(t) - 1, 1)) i $$;

CREATE TABLE credit.policy_version (
  policy_hash text PRIMARY KEY,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  program_version text NOT NULL
);
COMMENT ON TABLE credit.policy_version IS 'Every policy this database was run under; results refer to it';
GRANT SELECT, INSERT ON credit.policy_version TO {{app}};
GRANT SELECT ON credit.policy_version TO {{auditor}};

CREATE TABLE credit.setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE credit.setting IS 'Small facts of this instance, such as whether it is a demonstration';
GRANT SELECT, INSERT, UPDATE ON credit.setting TO {{app}};
