import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The policy of this repository. */
export const policyFolder = fileURLToPath(new URL('../../../policy/', import.meta.url));

/** A copy of the policy for tests that change it, with an empty overlay beside it. */
export class PolicyCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'policy-'));
  readonly folder = join(this.root, 'policy');
  readonly overlay = join(this.root, 'overlay');

  constructor() {
    cpSync(policyFolder, this.folder, { recursive: true });
    mkdirSync(this.overlay);
  }

  /** Replaces the first occurrence of a text in a file of the base; the text must be there. */
  replace(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  /** The text of a file of the base. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Writes a file of the overlay. */
  writeOverlay(path: string, content: unknown): void {
    this.#write(join(this.overlay, path), content);
  }

  /** Writes a file of the base. */
  write(path: string, content: unknown): void {
    this.#write(join(this.folder, path), content);
  }

  #write(file: string, content: unknown): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
