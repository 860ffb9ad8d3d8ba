// Writes docs/permissions.md from the table of permissions; `--check` fails on a difference.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPolicy } from '../server/modules/policy/index.ts';
import {
  permissions,
  staffRoles,
  type Permission,
  type Role,
} from '../server/modules/access/index.ts';

const TARGET = 'docs/permissions.md';
const policy = loadPolicy(fileURLToPath(new URL('../policy/', import.meta.url)));
const columns: readonly Role[] = [...staffRoles, 'API_KEY', 'PUBLIC'];
const names: Readonly<Record<string, string>> = {
  ...policy.organisations.roles,
  API_KEY: '接口密钥',
  PUBLIC: '公众',
};
const marks = { own: '本单位', all: '全部', public: '公开' } as const;

function row([name, entry]: [string, Permission]): string {
  const conditions = [
    entry.secondFactor ? '第二因素' : '',
    entry.needsPurpose ? '用途' : '',
    entry.purposeByAct ? '留痕' : '',
    entry.apiScope ? `\`${entry.apiScope}\`` : '',
  ].filter((text) => text !== '');
  const cells = columns.map((role) => (entry.roles[role] ? marks[entry.roles[role]] : '—'));
  return `| \`${name}\` | ${entry.zh}<br>${entry.en} | ${cells.join(' | ')} | ${conditions.join('、') || '—'} |`;
}

const header = [
  '权限 Permission',
  '内容 Meaning',
  ...columns.map((role) => `${names[role] ?? role}<br>${role}`),
  '条件 Conditions',
];
const text = [
  '# 权限表 Who may do what',
  '',
  '由 `server/modules/access/permissions.ts` 生成，请勿手工修改：`node tools/permissions-doc.ts`。',
  'Generated from `server/modules/access/permissions.ts`; the same table drives the server and its tests. What is not listed is refused for everybody.',
  '',
  '本单位：只见本单位的行；全部：见所有单位的行；公开：只见公示内容；—：不允许。“用途”表示须说明用途，并写入查询记录；“留痕”表示办理本身就是用途，自动写入查询记录。',
  '本单位: rows of the own organisation; 全部: rows of all; 公开: published content only; —: refused. 用途: a purpose is asked for and the reading is logged. 留痕: the act is its own purpose and is logged as a reading. 第二因素: the session must have passed its second factor. A scope in code type is what an interface key needs.',
  '',
  `| ${header.join(' | ')} |`,
  `| ${header.map(() => '---').join(' | ')} |`,
  ...Object.entries(permissions).map(row),
  '',
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
  console.error(
    `${TARGET} does not match the table of permissions. Run: node tools/permissions-doc.ts`,
  );
  process.exitCode = 1;
}
