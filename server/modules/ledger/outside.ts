import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyHash, keyOfLine, WITNESS_KEY, type NoteKey } from './checkpoint.ts';

/** What the ledger keeps outside the database: its own checkpoints and those its witnesses showed. */

export interface OutsideNote {
  readonly file: string;
  readonly note: string;
}

const NEWEST = 'newest.txt';
const WITNESS_FILE = /^witness-[0-9a-f]{8}\.txt$/;
const SIZE_DIGITS = 12;

/** Folder of the checkpoints kept outside the database. */
export function checkpointFolder(dataFolder: string): string {
  return join(dataFolder, 'checkpoints');
}

/** The newest checkpoint also lives outside the database, where a set-back database is noticed. */
export function keepOutside(dataFolder: string, size: number, note: string): void {
  for (const file of [`${String(size).padStart(SIZE_DIGITS, '0')}.txt`, NEWEST])
    writeWhole(dataFolder, file, note);
}

/** Keeps what a witness cosigned, so that a later start knows of it without the witness. */
export function keepCosigned(dataFolder: string, witness: NoteKey, note: string): void {
  const hash = keyHash(witness.name, witness.type, witness.publicKey).toString('hex');
  writeWhole(dataFolder, `witness-${hash}.txt`, note);
}

/** All notes kept outside, in the order of their names; none before the first. */
export function outsideNotes(dataFolder: string): OutsideNote[] {
  return filesIn(dataFolder).map((file) => read(dataFolder, file));
}

/** The notes that reach furthest: our own newest, by name and by size, and one of each witness. */
export function newestOutside(dataFolder: string): OutsideNote[] {
  const files = filesIn(dataFolder);
  const largest = files.filter((file) => /^\d+\.txt$/.test(file)).at(-1);
  return files
    .filter((file) => file === largest || file === NEWEST || WITNESS_FILE.test(file))
    .map((file) => read(dataFolder, file));
}

/** Moves acknowledged notes into a folder beside: they stay as evidence, the log goes on without them. */
export function setAside(dataFolder: string, files: readonly string[], at: Date): void {
  const folder = join(checkpointFolder(dataFolder), `set-aside-${at.toISOString().slice(0, 10)}`);
  mkdirSync(folder, { recursive: true });
  for (const file of files)
    renameSync(join(checkpointFolder(dataFolder), file), join(folder, `${at.getTime()}-${file}`));
}

/** Keys of the witnesses this instance believes: `witnesses.txt` of the data folder, one key a line. */
export function witnessKeys(dataFolder: string): NoteKey[] {
  let text = '';
  try {
    text = readFileSync(join(dataFolder, 'witnesses.txt'), 'utf8');
  } catch {
    // Without the file there are no witnesses.
  }
  return text.split('\n').flatMap((line) => keyOfLine(line, WITNESS_KEY) ?? []);
}

function filesIn(dataFolder: string): string[] {
  try {
    return readdirSync(checkpointFolder(dataFolder))
      .filter((file) => file.endsWith('.txt'))
      .toSorted();
  } catch {
    // Before the first checkpoint there is no folder.
    return [];
  }
}

function read(dataFolder: string, file: string): OutsideNote {
  return { file, note: readFileSync(join(checkpointFolder(dataFolder), file), 'utf8') };
}

function writeWhole(dataFolder: string, file: string, note: string): void {
  const folder = checkpointFolder(dataFolder);
  mkdirSync(folder, { recursive: true });
  // Whole or not at all: half a file would look like a forged one.
  const draft = join(folder, '.draft');
  writeFileSync(draft, note, { flush: true });
  renameSync(draft, join(folder, file));
}
