-- What a leaf is checked for again and again while records come in, though nobody can break it: leaf,
-- salt and place in the queue are written by one statement, and no role may delete a leaf.

ALTER TABLE ledger.salt DROP CONSTRAINT salt_leaf_id_fkey;
ALTER TABLE ledger.pending DROP CONSTRAINT pending_leaf_id_fkey, DROP CONSTRAINT pending_pkey;
ALTER TABLE ledger.pending ALTER COLUMN leaf_id SET NOT NULL;
COMMENT ON TABLE ledger.pending IS 'Leaves without a position yet; the sequencer reads and empties it whole, so it never has to search the whole log. That a leaf is there and gets one position only is seen to by ledger.entry';
