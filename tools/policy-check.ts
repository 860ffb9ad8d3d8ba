import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkPolicyFolder, problemLine } from '../server/modules/policy/index.ts';

const usage = `用法：node tools/policy-check.ts [目录] [--overlay 目录] [--json]

检查政策数据（默认 policy/），每处问题一行：文件、条目、问题、处理办法。
  --overlay 目录  在其上叠加本区政策（如 data/policy）
  --json          以 JSON 输出
退出码：0 没有问题，1 有问题，2 不能执行。
`;

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  let options;
  try {
    options = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        overlay: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    process.stderr.write(`不认识的参数：${args.join(' ')}。\n${usage}`);
    return 2;
  }
  const { values, positionals } = options;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = positionals[0] ?? fileURLToPath(new URL('../policy', import.meta.url));
  const problems = checkPolicyFolder(folder, values.overlay);
  if (values.json) process.stdout.write(`${JSON.stringify({ folder, problems }, null, 2)}\n`);
  else if (problems.length === 0) process.stdout.write('政策数据检查通过。\n');
  else
    process.stdout.write(
      `${problems.map(problemLine).join('\n')}\n共 ${problems.length} 处问题。\n`,
    );
  return problems.length === 0 ? 0 : 1;
}
