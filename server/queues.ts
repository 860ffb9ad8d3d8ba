/** Names of all job queues; created with the schema, so that the working role needs no DDL. */
export const queues = [
  'intake.process',
  'intake.expire',
  'publication.publish',
  'publication.expire',
  'publication.check',
  'ledger.sequence',
  'ledger.check',
  'reports.check',
  'audit.check',
  'access.expire',
  'records.check',
  'records.erase',
] as const;
