// The arrows between modules (docs/architecture.md); a forbidden import fails `npm run check`.
const modules = 'server/modules';

/** Which other modules each module may import (through index.ts only). */
const arrows = {
  policy: [],
  calendar: ['policy'],
  ledger: [],
  access: ['policy', 'ledger'],
  catalogue: ['policy', 'calendar'],
  subjects: ['policy', 'catalogue', 'access', 'ledger'],
  records: ['policy', 'catalogue', 'access', 'ledger', 'subjects'],
  publication: ['policy', 'calendar', 'catalogue', 'access', 'ledger', 'subjects', 'records'],
  reports: ['policy', 'access', 'ledger', 'publication'],
  intake: [
    'policy',
    'calendar',
    'catalogue',
    'access',
    'ledger',
    'subjects',
    'records',
    'publication',
  ],
};

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^server/platform' },
      to: { path: '^server/(modules|context|app)' },
    },
    {
      name: 'only-the-public-face',
      severity: 'error',
      comment: 'Another module is imported through its index.ts only',
      from: { path: `^${modules}/([^/]+)/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `^${modules}/[^/]+/`,
        pathNot: [`^${modules}/$1/`, `^${modules}/[^/]+/index\\.ts$`],
      },
    },
    ...Object.entries(arrows).map(([name, allowed]) => ({
      name: `arrow-${name}`,
      severity: 'error',
      from: { path: `^${modules}/${name}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `^${modules}/([^/]+)/`,
        pathNot: [name, ...allowed].map((target) => `^${modules}/${target}/`),
        dependencyTypesNot: ['type-only'],
      },
    })),
    {
      name: 'portal-without-antd',
      severity: 'error',
      from: { path: '^web/(portal|shared)' },
      to: { path: 'node_modules/(antd|@ant-design)/' },
    },
    {
      name: 'web-imports-no-server-code',
      severity: 'error',
      from: { path: '^web', pathNot: '\\.test\\.ts$' },
      // Dates are counted and proofs of the ledger read the same way on both sides; these files import nothing.
      to: {
        path: '^server',
        pathNot: '^server/(platform/plain-date|modules/ledger/(proof-way|note-text))\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
