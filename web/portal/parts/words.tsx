import { addDays } from '../../../server/platform/plain-date.ts';
import type { Locale } from '../../shared/i18n/index.ts';
import { useDataLang, useFrame } from './context.tsx';

const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'June',
  'July',
  'Aug',
  'Sept',
  'Oct',
  'Nov',
  'Dec',
];

/** A code in groups of four; the groups are only drawn, so that copying gives the code without spaces. */
export function Code({ value }: { readonly value: string }) {
  const groups = value.match(/.{1,4}/g) ?? [];
  return (
    <code className="code">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}

/** A day that never breaks inside. */
export function Day({ date }: { readonly date: string }) {
  const { locale } = useFrame();
  return (
    <time className="day" dateTime={date}>
      {dayIn(locale, date)}
    </time>
  );
}

/** 2026-11-22, in English 22 Nov 2026; not by Intl, whose words differ between server and browser. */
export function dayIn(locale: Locale, date: string): string {
  if (locale === 'zh-CN') return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** Writes a day into a sentence in the language of the page. */
export function useDay(): (date: string) => string {
  const { locale } = useFrame();
  return (date) => dayIn(locale, date);
}

/** A moment in Beijing time to the second. */
export function Moment({ at }: { readonly at: string }) {
  const { locale } = useFrame();
  const [date = '', time = ''] = new Date(at)
    .toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
    .split(' ');
  return (
    <time className="day" dateTime={at}>
      {`${dayIn(locale, date)} ${time}`}
    </time>
  );
}

/** A document number that breaks only where it must. */
export function DocumentNumber({ value }: { readonly value: string }) {
  return (
    <span className="document-number" lang={useDataLang()}>
      {value}
    </span>
  );
}

/** The last day something is shown, from the first day it is not. */
export function lastDay(until: string): string {
  return addDays(until, -1);
}
