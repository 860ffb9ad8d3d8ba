-- Every answer with non-public data pays for the indexes of its reading. The program gives ids in the
-- order of time: new readings stand side by side at the end of their index, and at the end of those
-- of their organisation. The newest are found from there.

COMMENT ON COLUMN credit.reading.reading_id IS 'From the program, of version 7; older rows have one of version 4';

DROP INDEX credit.reading_organisation;
CREATE INDEX reading_organisation ON credit.reading (organisation_code, at);
