-- With the last of his records a natural person is forgotten: the key of his name and the keyed
-- hash of his number go with it (K7). The erasing role alone may do so.

GRANT SELECT (subject_id, kind, key_id) ON credit.subject TO {{erase}};
GRANT SELECT, DELETE ON credit.subject_identifier TO {{erase}};
