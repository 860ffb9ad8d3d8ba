import { isPlainDate } from '../../../platform/plain-date.ts';
import { overlap, type Period } from '../dated.ts';
import { collections, nameOf, type Collection } from '../entries.ts';
import type { JsonObject } from '../files.ts';
import type { Context, Entry } from './report.ts';

/** Reports days that do not exist, periods that end before they begin, doubled names and versions whose periods overlap. */
export function checkDates(context: Context): void {
  for (const collection of collections) {
    const part = context.policy[collection.part] as unknown as JsonObject;
    const content = part[collection.property];
    if (content === undefined) continue;
    const file = `${collection.part}.${collection.property}`;
    const named = Array.isArray(content)
      ? (content as JsonObject[]).map((value) => ({
          value,
          name: nameOf(value, collection.key ?? 'id'),
        }))
      : Object.entries(content as JsonObject).map(([name, value]) => ({
          value: value as JsonObject,
          name,
        }));
    const entries = named.map(({ value, name }) => ({
      name,
      value: value as JsonObject & Period,
      report: context.entry(value, name, file),
    }));
    if (collection.dated) for (const { value, report } of entries) checkPeriod(value, report);
    checkVersions(collection, entries);
  }
}

interface Named {
  name: string;
  value: Period;
  report: Entry;
}

function checkPeriod({ validFrom, validTo }: Period, report: Entry): void {
  for (const date of [validFrom, validTo]) {
    if (typeof date === 'string' && !isPlainDate(date))
      report.add(`日期“${date}”不存在`, '请填写真实日期（YYYY-MM-DD）');
  }
  if (typeof validFrom === 'string' && typeof validTo === 'string' && validTo < validFrom) {
    report.add(`终止日期 ${validTo} 早于起始日期 ${validFrom}`, '请核对起止日期');
  }
}

function checkVersions(collection: Collection, entries: Named[]): void {
  const seen = new Map<string, Named[]>();
  for (const entry of entries) {
    const earlier = seen.get(entry.name) ?? [];
    const clash = earlier.find(({ value }) => !collection.dated || overlap(value, entry.value));
    if (clash !== undefined) {
      const problem = collection.dated
        ? `与同名条目的有效期重叠（${period(clash.value)} 与 ${period(entry.value)}）`
        : '编号重复';
      entry.report.add(
        problem,
        collection.dated ? '请让前一版本在后一版本起始日的前一天终止' : '请改用未用过的编号',
      );
    }
    seen.set(entry.name, [...earlier, entry]);
  }
}

function period({ validFrom, validTo }: Period): string {
  return `${validFrom ?? '不限'}至${validTo ?? '不限'}`;
}
