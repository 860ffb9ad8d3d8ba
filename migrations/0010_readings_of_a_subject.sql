-- A list is a reading of every subject in it: it is found by the records it held (K14).

CREATE INDEX reading_records ON credit.reading USING gin (record_ids);
