-- Every answer with non-public data writes a reading, so each index of it is paid by every answer:
-- none is kept that no question of the program asks for.

-- Readings are asked for by subject, by organisation and by record, never by account.
DROP INDEX credit.reading_account;

-- Most readings name a subject instead of records.
DROP INDEX credit.reading_records;
CREATE INDEX reading_records ON credit.reading USING gin (record_ids) WHERE record_ids <> '{}';
