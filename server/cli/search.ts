import { searchPublic } from '../modules/publication/index.ts';
import { exit, parse, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const USAGE = 'search TEXT [--json]';

/** `search`: what the public search finds; exit 1 when nothing is found. */
export const searchCommand: Command = {
  name: 'search',
  usage: USAGE,
  zh: '按名称、曾用名、代码或拼音首字母查公示主体',
  en: 'Find published subjects by name, former name, code or pinyin initials',
  help: ['退出码 exit code：0 找到 found · 1 没有找到 nothing found · 2 未能查询 could not run'],
  async run(args) {
    const parsed = parse(args, USAGE, {}, 1);
    const { answer, json } = await withInstance(parsed.config(), async (ctx) => {
      const found = await searchPublic(ctx, parsed.positionals[0] ?? '', ctx.clock.today());
      return { answer: found, json: jsonAnswer(ctx, found) };
    });
    if (parsed.flag('json')) console.log(json);
    else {
      for (const hit of answer.hits) console.log(`${hit.uscc}  ${hit.name}  ${hit.reason.zh}`);
      if (answer.next !== null) {
        const total = `${answer.total}${answer.atLeast ? ' 家以上' : ' 家'}`;
        console.log(`共找到 ${total}，以上是前 ${answer.hits.length} 家。请输入更完整的名称。`);
      }
      if (answer.hits.length === 0) console.log('没有找到。请核对名称或代码后再试。');
    }
    return answer.hits.length > 0 ? exit.good : exit.findings;
  },
};
