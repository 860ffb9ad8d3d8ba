-- A record whose subject the register put in doubt waits for a person; what the columns hold says so.

COMMENT ON TABLE credit.record_action IS 'registered, classified, subjectConfirmed, published, withdrawn, superseded, revoked, deleted, expired, objected, repaired …; status is the fold of these. Each has its ledger leaf. Reason and detail of a sealed record are sealed with its key. owner_code repeats the organisation of the fact for row security';
COMMENT ON TABLE credit.record_state IS 'Cache of the fold, compared with it nightly; what later measures refer to. needs: CLASSIFICATION while a person must classify, SUBJECT while a person must say whether a withdrawn record is its subject''s (D4)';
COMMENT ON TABLE credit.match_judgement IS 'A person''s decision which subject a held row belongs to, or whether a stored one is its subject''s after the register named that otherwise; a machine never decides on a name';
