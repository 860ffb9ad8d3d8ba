export { appendLeaves, type NewLeaf } from './append.ts';
export { canonicalJson, commitmentOf } from './canonical.ts';
export { checkTree, type LedgerFault } from './check.ts';
export { ledgerJobs } from './jobs.ts';
export { ledgerHead, inclusion, consistency, type LedgerHead } from './queries.ts';
export { ledgerRoutes } from './routes.ts';
export { keepCheck } from './self-check.ts';
export { sequence } from './sequence.ts';
