import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { exportCommand } from './export.ts';
import { reportCommand } from './report.ts';
import { keysCommand } from './keys.ts';
import { restoreCommand } from './restore.ts';
import { searchCommand } from './search.ts';
import { startCommand } from './start.ts';
import { subjectCommand } from './subject.ts';
import { submitCommand } from './submit.ts';
import { templateCommand } from './template.ts';
import { verifyCommand } from './verify.ts';
import { witnessCommand } from './witness.ts';

/** All commands of `./xinyong`, in the order of a department's work. */
export const commands: readonly Command[] = [
  startCommand,
  templateCommand,
  checkCommand,
  submitCommand,
  searchCommand,
  subjectCommand,
  reportCommand,
  verifyCommand,
  exportCommand,
  witnessCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
];
