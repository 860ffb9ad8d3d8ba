-- Public lists are read class by class, newest first by the day of the fact or by that of publication.

CREATE INDEX item_decided ON portal.item (class_code, fact_date, public_id);
CREATE INDEX item_published ON portal.item (class_code, published_at, public_id);
DROP INDEX portal.item_newest;
