import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { outputsOf, permissionNamed } from '../../server/modules/access/index.ts';
import type { Route } from '../../server/platform/http/route.ts';
import { allRoutes } from '../../server/routes.ts';
import { newStage, type Stage } from './stage.ts';

let stage: Stage;
let routes: Route[];
before(async () => {
  stage = await newStage();
  routes = allRoutes(stage.ctx);
  assert.ok(routes.length > 30, String(routes.length));
});
after(() => stage.close());

/** Every name a schema can answer or ask for, at any depth. */
function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...namesIn(Object.values(value))]
      : namesIn(value),
  );
}

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const isPublic = (route: Route): boolean =>
  permissionNamed(route.permission)?.roles.PUBLIC !== undefined;

test('K21: no endpoint ranks or scores anybody, least of all officers', () => {
  const words = /rank|league|leader|score|grade|rating|top\d|best|worst|stratum|percentile/i;
  for (const route of routes) {
    const names = [...route.path.split('/'), ...namesIn(route.schema), route.permission];
    const found = names.filter((name) => words.test(name));
    assert.deepEqual(found, [], nameOf(route));
    assert.doesNotMatch(route.summary, words, nameOf(route));
  }
});

test('K21: no endpoint can be asked to order, group or count by a person', () => {
  for (const route of routes) {
    const asked = namesIn(route.schema.query);
    const found = asked.filter((name) => /^(sort|order|group|by|account|officer|user)/i.test(name));
    assert.deepEqual(found, [], nameOf(route));
  }
});

test('K2: the public can ask by code, name of a subject, section or address only', () => {
  const asked = new Set(
    routes
      .filter((route) => isPublic(route) && /^\/(public|ledger)/.test(route.path))
      .flatMap((route) => [...namesIn(route.schema.params), ...namesIn(route.schema.query)]),
  );
  // `from` and `to` are sizes of the log of hashes.
  const allowed = ['after', 'from', 'position', 'publicId', 'q', 'section', 'to', 'uscc'];
  assert.deepEqual([...asked].sort(), allowed);
});

test('K2: no route finds, lists or exports persons', () => {
  const words = /person|people|citizen|member|representative|operator|export|dump|download-all/i;
  assert.deepEqual(routes.filter((route) => words.test(route.path)).map(nameOf), []);
});

test('K11: there is no stream, feed, mail or subscription that could keep what is withdrawn', () => {
  const words = /feed|rss|atom|stream|event|subscri|webhook|mail|\bsse\b|changes|since/i;
  for (const route of routes) {
    const names = [...route.path.split('/'), ...namesIn(route.schema.query)];
    assert.deepEqual(
      names.filter((name) => words.test(name)),
      [],
      nameOf(route),
    );
  }
});

test('K14: what needs no purpose is open to the public or answers no content of records', () => {
  const silent = new Set(outputsOf(routes).map(nameOf));
  const cells = /^(values|fields|payload|records|sealed)$/;
  const found = routes
    .filter((route) => !isPublic(route) && !silent.has(nameOf(route)))
    .filter((route) => namesIn(route.schema.response).some((name) => cells.test(name)))
    .map(nameOf)
    // Forms of classes and names of their fields: no value of any record. Typed rows: the caller's own, not stored.
    .filter((name) => !['GET /classes', 'GET /directory', 'POST /judge'].includes(name));
  assert.deepEqual(found, []);
});

test('K13: the only report is the public one, which holds what everybody sees today', () => {
  const words = /report(?!Id)|certificate|pdf|financ/i;
  assert.deepEqual(
    routes
      .filter((route) => words.test(route.path))
      .map(nameOf)
      .sort(),
    [
      'GET /public/reports/keys',
      'POST /public/reports',
      'POST /public/reports/file',
      'POST /public/reports/file-verification',
      'POST /public/reports/verification',
      'POST /reports/:number/correction',
      'POST /reports/:number/withdrawal',
    ],
  );
});
