import { demonstrations, HIGHEST_PORT, isPort } from '../platform/config.ts';
import { defineProblems } from '../platform/problem.ts';
import { start } from '../start.ts';
import { exit, parse, type Command } from './command.ts';

const problem = defineProblems({
  BAD_OPTION: {
    status: 400,
    zh: '--{name} 的值“{value}”不可用，可用：{allowed}。',
    en: 'The value "{value}" of --{name} cannot be used; allowed: {allowed}.',
  },
});

const USAGE = 'start [--port N] [--host ADDRESS] [--demo district|small|empty|none]';

export const startCommand: Command = {
  name: 'start',
  usage: USAGE,
  zh: '启动门户与工作台',
  en: 'Start the portal and the desk',
  help: [
    '--port N     端口，0 为任选 / port, 0 picks a free one',
    '--host ADDR  监听的地址，默认 127.0.0.1 / address to listen on',
    '--demo KIND  首次启动时选定 / chosen at the first start：',
    '             small 小型演示区县（默认 default） · district 全量演示区县 whole district',
    '             empty 只有演示账号 accounts only · none 正式实例 a real instance',
  ],
  async run(args) {
    const parsed = parse(
      args,
      USAGE,
      { port: { type: 'string' }, host: { type: 'string' }, demo: { type: 'string' } },
      0,
    );
    const wanted = parsed.text('demo');
    const demonstration = demonstrations.find((kind) => kind === wanted);
    if (wanted !== undefined && !demonstration) {
      throw problem('BAD_OPTION', {
        name: 'demo',
        value: wanted,
        allowed: demonstrations.join(' | '),
      });
    }
    const port = parsed.text('port');
    if (port !== undefined && !isPort(port))
      throw problem('BAD_OPTION', { name: 'port', value: port, allowed: `0–${HIGHEST_PORT}` });
    const host = parsed.text('host');
    const config = parsed.config({
      ...(demonstration ? { demonstration } : {}),
      ...(port ? { port: Number(port) } : {}),
      ...(host ? { host } : {}),
    });
    await start(config, (line) => console.log(line));
    return exit.good;
  },
};
