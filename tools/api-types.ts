// Writes web/shared/api.gen.ts from openapi.json; `--check` fails on a difference.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const SOURCE = new URL('../openapi.json', import.meta.url);
const TARGET = new URL('../web/shared/api.gen.ts', import.meta.url);
const HEAD = '// Generated from openapi.json by tools/api-types.ts; do not edit.\n';

const text = `${HEAD}${astToString(await openapiTS(SOURCE, { alphabetize: true, immutable: true }))}`;

if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
  console.error('web/shared/api.gen.ts does not match openapi.json. Run: node tools/api-types.ts');
  process.exitCode = 1;
}
