-- A batch is published a page of rows after another. With the batch alone as its index each page
-- passes over all rows before it: work that grows with the square of the rows.
CREATE INDEX record_fact_batch_row ON credit.record_fact (batch_id, row_number);
DROP INDEX credit.record_fact_batch;
