export { appendLeaves, type NewLeaf } from './append.ts';
export { canonicalJson, commitmentOf, type Canonical } from './canonical.ts';
