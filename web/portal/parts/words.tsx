import { addDays } from '../../../server/platform/plain-date.ts';

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
  return (
    <time className="day" dateTime={date}>
      {date}
    </time>
  );
}

/** A moment in Beijing time to the second. */
export function Moment({ at }: { readonly at: string }) {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return (
    <time className="day" dateTime={at}>
      {local}
    </time>
  );
}

/** A document number that breaks only where it must. */
export function DocumentNumber({ value }: { readonly value: string }) {
  return <span className="document-number">{value}</span>;
}

/** The last day something is shown, from the first day it is not. */
export function lastDay(until: string): string {
  return addDays(until, -1);
}
