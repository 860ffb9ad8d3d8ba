import { useTranslation } from 'react-i18next';
import type { Level, RecordStatus } from '../../calls/records.ts';
import { StateWord, Value, type Tone } from '../../parts/words.tsx';

const tones: Readonly<Record<RecordStatus, Tone>> = {
  REGISTERED: 'info',
  HELD: 'warning',
  HIDDEN: 'plain',
  PUBLISHED: 'good',
  WITHDRAWN: 'plain',
  EXPIRED: 'plain',
  REPAIRED: 'good',
  SUPERSEDED: 'plain',
  REVOKED: 'plain',
  DELETED: 'plain',
  ERASED: 'plain',
};

/** The state of a record in words. */
export function RecordStatusWord({ status }: { readonly status: RecordStatus }) {
  const { t } = useTranslation('records');
  return <StateWord tone={tones[status]}>{t(`statuses.${status}`)}</StateWord>;
}

/** The level of a negative record in words. */
export function LevelWord({ level }: { readonly level: Level | null }) {
  const { t } = useTranslation('records');
  return <Value text={level === null ? null : t(`levels.${level}`)} />;
}
