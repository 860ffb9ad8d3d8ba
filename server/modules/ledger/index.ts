export { appendLeaves, type NewLeaf } from './append.ts';
export { canonicalJson, commitmentOf } from './canonical.ts';
