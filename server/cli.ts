import { commands } from './cli/commands.ts';
import { exit, helpText } from './cli/command.ts';
import { complain } from './cli/complain.ts';

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
    console.log(helpText(found));
    return exit.good;
  }
  try {
    return await found.run(rest);
  } catch (error) {
    complain(error, rest.includes('--json'));
    return exit.couldNotRun;
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
