import type { Demonstration } from '../platform/config.ts';
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

const USAGE = 'start [--port N] [--host ADDRESS] [--demo district|small|none]';
const DEMONSTRATIONS: readonly Demonstration[] = ['small', 'district', 'none'];
const HIGHEST_PORT = 65_535;

export const startCommand: Command = {
  name: 'start',
  usage: USAGE,
  zh: '启动门户与工作台',
  en: 'Start the portal and the desk',
  help: [
    '--port N     端口，0 为任选 / port, 0 picks a free one',
    '--demo KIND  首次启动时装入的演示数据 / demonstration data loaded at the first start',
  ],
  async run(args) {
    const parsed = parse(
      args,
      USAGE,
      { port: { type: 'string' }, host: { type: 'string' }, demo: { type: 'string' } },
      0,
    );
    const demonstration = (parsed.text('demo') ?? 'small') as Demonstration;
    if (!DEMONSTRATIONS.includes(demonstration)) {
      throw problem('BAD_OPTION', {
        name: 'demo',
        value: demonstration,
        allowed: DEMONSTRATIONS.join(' | '),
      });
    }
    const port = parsed.text('port');
    if (port !== undefined && !(/^\d+$/.test(port) && Number(port) <= HIGHEST_PORT)) {
      throw problem('BAD_OPTION', { name: 'port', value: port, allowed: `0–${HIGHEST_PORT}` });
    }
    const host = parsed.text('host');
    const config = parsed.config({
      demonstration,
      ...(port ? { port: Number(port) } : {}),
      ...(host ? { host } : {}),
    });
    await start(config, (line) => console.log(line));
    return exit.good;
  },
};
