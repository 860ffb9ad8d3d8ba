import { commands } from './cli/commands.ts';
import { exit } from './cli/command.ts';
import { Problem } from './platform/problem.ts';

const [name = 'help', ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

async function main(command: string, rest: readonly string[]): Promise<number> {
  if (command === 'help' || command === '--help' || command === '-h') return overview();
  const found = commands.find((candidate) => candidate.name === command);
  if (!found) {
    console.error(
      `没有“${command}”这个命令。./xinyong --help 列出全部命令。\nThere is no command "${command}". ./xinyong --help lists all.`,
    );
    return exit.couldNotRun;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(
      [
        `./xinyong ${found.usage}`,
        '',
        found.zh,
        found.en,
        ...(found.help.length > 0 ? [''] : []),
        ...found.help,
      ].join('\n'),
    );
    return exit.good;
  }
  try {
    return await found.run(rest);
  } catch (error) {
    return complain(error, rest.includes('--json'));
  }
}

function overview(): number {
  const width = Math.max(...commands.map((command) => command.usage.length));
  const lines = commands.map((command) => `  ${command.usage.padEnd(width)}  ${command.zh}`);
  console.log(
    ['信用王益 Xinyong', '', './xinyong COMMAND [--data DIR] [--json] [--help]', '', ...lines].join(
      '\n',
    ),
  );
  return exit.good;
}

function complain(error: unknown, json: boolean): number {
  if (error instanceof Problem) {
    if (json)
      console.log(
        JSON.stringify({ code: error.code, message: error.message, messageEn: error.messageEn }),
      );
    console.error(`${error.message}\n${error.messageEn}`);
  } else {
    console.error('程序出错，未能完成。The program failed unexpectedly.');
    console.error(error);
  }
  return exit.couldNotRun;
}
