// Writes sbom.json (CycloneDX 1.6) and docs/licences.md from the lock file; `--check` fails on a
// difference, on a licence that is not allowed, and on more than 40 direct production packages.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly integrity: string;
  readonly dev: boolean;
  readonly optional: boolean;
}

const MOST_DIRECT = 40;
const PLACE = 'node_modules/';
// Free to use and to change without obligations for our own code; MPL-2.0 is per file and unchanged here.
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
// Packages whose manifest names no licence in today's form, by the licence file they ship.
const SHIPPED: Readonly<Record<string, string>> = {
  'png-js@2.0.0': 'MIT',
  'prelude-ls@1.1.2': 'MIT',
};
// Old ways to write a licence.
const READ: Readonly<Record<string, string>> = {
  'MIT/X11': 'MIT',
};
// What an old package that says nothing is called; allowed only where it is not shipped.
const UNSTATED = 'NOASSERTION';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const packages = readPackages(lock.packages);
const faults = [...licenceFaults(packages), ...countFaults(own)];
for (const [target, text] of [
  ['sbom.json', sbomOf(packages)],
  ['docs/licences.md', licencesOf(packages)],
] as const) {
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== text)
    faults.push(`${target} does not match package-lock.json. Run: node tools/sbom.ts`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function readPackages(locked: Record<string, Locked>): Package[] {
  const found = new Map<string, Package>();
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '' || entry.link) continue;
    const name = path.slice(path.lastIndexOf(PLACE) + PLACE.length);
    const version = entry.version ?? '';
    const licence = entry.license ?? SHIPPED[`${name}@${version}`] ?? UNSTATED;
    const known = found.get(`${name}@${version}`);
    found.set(`${name}@${version}`, {
      name,
      version,
      licence: READ[licence] ?? licence,
      integrity: entry.integrity ?? '',
      dev: (entry.dev ?? false) && (known?.dev ?? true),
      optional: (entry.optional ?? false) && (known?.optional ?? true),
    });
  }
  return [...found.values()].sort((a, b) => order(a.name, b.name) || order(a.version, b.version));
}

function licenceFaults(all: readonly Package[]): string[] {
  return all
    .filter(({ licence, dev }) => !(licence === UNSTATED ? dev : isAllowed(licence)))
    .map(
      ({ name, version, licence }) =>
        `${name}@${version}: the licence ${licence} is not on the allow list`,
    );
}

/** Of alternatives one must be allowed, of a combination all. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((licence) => ALLOWED.has(licence));
}

/** The same program for several machines, such as the runtime, counts once. */
function countFaults({ dependencies, optionalDependencies }: Manifest): string[] {
  const optional = Object.keys(optionalDependencies).map((name) =>
    name.replace(/linux-(x64|arm64)$/, ''),
  );
  const direct = new Set([...Object.keys(dependencies), ...optional]).size;
  return direct > MOST_DIRECT
    ? [`${direct} direct production packages; at most ${MOST_DIRECT} are allowed`]
    : [];
}

function sbomOf(all: readonly Package[]): string {
  const components = all.map(({ name, version, licence, integrity, dev, optional }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    scope: dev ? 'excluded' : optional ? 'optional' : 'required',
    ...(integrity ? { hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }] } : {}),
    ...(licence === UNSTATED ? {} : { licenses: [{ expression: licence }] }),
    purl: purl(name, version),
  }));
  const application = {
    type: 'application',
    'bom-ref': own.name,
    name: own.name,
    version: own.version,
  };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: application },
    components,
  };
  return `${JSON.stringify(bom, null, 1)}\n`;
}

function licencesOf(all: readonly Package[]): string {
  const shipped = all.filter(({ dev }) => !dev);
  const licences = [...new Set(shipped.map(({ licence }) => licence))].sort(order);
  const rows = licences.map((licence) => {
    const names = shipped.filter((one) => one.licence === licence).map(({ name }) => name);
    return `| ${licence} | ${names.length} | ${[...new Set(names)].join(', ')} |`;
  });
  const direct = Object.keys(own.dependencies).length;
  return [
    '# Licences',
    '',
    `Written by \`tools/sbom.ts\` from the lock file; what is only for development is in \`sbom.json\` (scope \`excluded\`). Direct production packages: ${direct}, at most ${MOST_DIRECT}.`,
    '',
    '| Licence | Packages | Which |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function hexOf(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
