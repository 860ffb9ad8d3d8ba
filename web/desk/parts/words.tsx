import { useTranslation } from 'react-i18next';
import { Data } from './data.tsx';

/** A value, or the dash that stands for an empty one. */
export function Value({
  text,
  code = false,
}: {
  readonly text: string | number | null | undefined;
  readonly code?: boolean;
}) {
  const { t } = useTranslation('common');
  if (text === null || text === undefined || text === '')
    return <span className="muted">{t('empty')}</span>;
  return (
    <span className={code ? 'code' : undefined}>
      <Data text={String(text)} />
    </span>
  );
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as `2026-11-21 10:32` in Shanghai; a day stays as it is. */
export function momentText(instant: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(instant)) return instant;
  const part = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}`;
}

/** A date or an instant that never breaks. */
export function Moment({ at }: { readonly at: string | null | undefined }) {
  if (!at) return <Value text={null} />;
  return (
    <time className="code" dateTime={at}>
      {momentText(at)}
    </time>
  );
}

const counts = new Intl.NumberFormat('zh-CN');

/** A count with thousands separated. */
export function countText(count: number): string {
  return counts.format(count);
}

export type Tone = 'plain' | 'info' | 'good' | 'warning' | 'bad';

/** A state in words; the colour only repeats them. */
export function StateWord({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`state state-${tone}`}>{children}</span>;
}
