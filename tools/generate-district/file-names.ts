import type { PlainDate } from './dates.ts';
import type { Organisation } from '../../server/modules/policy/index.ts';
import type { ManifestFile } from './manifest.ts';
import type { InformationClass } from './rows.ts';

/** What a file name cannot hold on some system. */
const FORBIDDEN = /[\\/:*?"<>|]/gu;

/** Names of files as departments give them: who, what, of when, and which part. */
export class FileNames {
  readonly #month: string;
  readonly #parts = new Map<string, number>();

  constructor(today: PlainDate) {
    this.#month = `${today.slice(0, 4)}年${Number(today.slice(5, 7))}月`;
  }

  /** The next name, without its extension; never one given before. */
  next(
    cls: InformationClass,
    sender: Organisation,
    period: ManifestFile['period'],
    what: string | null,
  ): string {
    const unit = sender.aliases[0] ?? sender.nameZh;
    const when = period === 'STOCK' ? '存量' : this.#month;
    const name = `${unit}${cls.nameZh}${when}${what ?? ''}`.replaceAll(FORBIDDEN, '');
    const part = (this.#parts.get(name) ?? 0) + 1;
    this.#parts.set(name, part);
    return part === 1 ? name : `${name}（${part}）`;
  }
}
