import { itemPath } from '../../web/portal/paths.ts';
import { portalEn } from '../../web/shared/i18n/en-US/portal/index.ts';
import { sayIn, translator, type Locale, type Said } from '../../web/shared/i18n/index.ts';
import { portalZh } from '../../web/shared/i18n/zh-CN/portal/index.ts';
import type { ItemSummary } from '../modules/publication/index.ts';
import { addDays } from '../platform/plain-date.ts';

export interface CsvSettings {
  readonly locale: Locale;
  readonly demonstration: boolean;
  /** Where the addresses of the items lead. */
  readonly origin: string;
}

const texts = { 'zh-CN': translator(portalZh), 'en-US': translator(portalEn) };

/** The rows of an export, its head first. In a demonstration every row says so (K23). */
export async function* csvRows(
  items: AsyncIterable<ItemSummary>,
  { locale, demonstration, origin }: CsvSettings,
): AsyncGenerator<readonly string[]> {
  const t = texts[locale];
  const columns: readonly (readonly [string, (item: ItemSummary) => string])[] = [
    [t('list.columnSubject'), ({ subject }) => subject.name],
    [t('subject.code'), ({ subject }) => subject.uscc],
    [t('list.columnKind'), (item) => say(item.className, item.classNameEn)],
    [t('list.columnMatter'), ({ title }) => title],
    [t('list.columnNumber'), ({ documentNumber }) => documentNumber ?? ''],
    [t('item.authority'), ({ authority }) => authority],
    [t('item.source'), ({ sourceUnit }) => sourceUnit],
    [t('list.byDecision'), ({ factDate }) => factDate],
    [t('list.byPublication'), ({ publishedOn }) => publishedOn],
    [t('item.until'), (item) => until(item.shownUntil)],
    [
      t('list.columnLevel'),
      ({ level, levelCode }) => (locale === 'zh-CN' ? level : levelCode) ?? '',
    ],
    [t('item.basis'), ({ basis }) => basis],
    [t('list.columnAddress'), (item) => `${origin}${itemPath(item.subject.uscc, item.publicId)}`],
    ...(demonstration ? [['演示', () => t('list.csvDemonstration')] as const] : []),
  ];
  function say(zh: string, en: string): string {
    return sayIn(locale, { zh, en });
  }
  function until(day: string | null): string {
    return day === null ? t('item.untilOpen') : addDays(day, -1);
  }
  yield columns.map(([name]) => name);
  for await (const item of items) yield columns.map(([, value]) => value(item));
}

/** What the file is called where it is saved. */
export function csvName(
  list: Said,
  day: string,
  { locale, demonstration }: Pick<CsvSettings, 'locale' | 'demonstration'>,
): string {
  const name = `${sayIn(locale, list)}-${day}`;
  return `${demonstration ? `演示-${name}` : name}.csv`;
}
