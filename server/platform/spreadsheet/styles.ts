import type { NumberLook } from './number-text.ts';
import { startTags } from './xml-parts.ts';

const PLAIN: NumberLook = { kind: 'plain' };
const DATE: NumberLook = { kind: 'date' };
const TIME: NumberLook = { kind: 'time' };

/**
 * Built-in formats (ECMA-376 part 1, 18.8.30): 14–17, 22 dates, 18–21 and 45–47 times; 27–36 and
 * 50–58 are the East Asian ones, of which 32–35 and 55–56 show a time in zh-CN.
 */
function builtinLook(id: number): NumberLook {
  if (id >= 14 && id <= 17) return DATE;
  if (id === 22) return DATE;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return TIME;
  if (id >= 32 && id <= 35) return TIME;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return id === 55 || id === 56 ? TIME : DATE;
  return PLAIN;
}

/** Look of a custom format code, e.g. `yyyy"年"m"月"d"日"` → date, `h:mm` → time, `000000` → padded. */
export function lookOfFormat(code: string): NumberLook {
  const section = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .split(';')[0]!
    .toLowerCase();
  if (/^0{2,}$/.test(section)) return { kind: 'padded', digits: section.length };
  const letters = section
    .replace(/\[(?:[hms]+)\]/g, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式|am\/pm|a\/p|上午\/下午/g, '');
  if (/[yd]/.test(letters)) return DATE;
  if (/[hs]/.test(letters)) return TIME;
  return letters.includes('m') ? DATE : PLAIN;
}

/** Looks by cell style index, from `styles.xml`. */
export function readLooks(part: Buffer | undefined): NumberLook[] {
  if (part === undefined) return [];
  const custom = new Map<number, NumberLook>();
  const looks: NumberLook[] = [];
  let inCellFormats = false;
  for (const { name, attributes } of startTags(part)) {
    if (name === 'numFmt') {
      custom.set(
        Number(attributes.get('numFmtId')),
        lookOfFormat(attributes.get('formatCode') ?? ''),
      );
    } else if (name === 'cellXfs') inCellFormats = true;
    else if (name === 'cellStyles' || name === 'dxfs') inCellFormats = false;
    else if (name === 'xf' && inCellFormats) {
      const id = Number(attributes.get('numFmtId') ?? 0);
      looks.push(custom.get(id) ?? builtinLook(id));
    }
  }
  return looks;
}
