import { useTranslation } from 'react-i18next';
import type { BatchSummary } from '../calls/intake.ts';
import { countText } from './words.tsx';

/** A longer time is said in minutes. */
const MOST_SECONDS = 120;

type Moving = Pick<BatchSummary, 'progress' | 'held' | 'cancelRequested'>;

/** How far a file is, in counts and with the time that is left. */
export function useProgressWords(): (batch: Moving) => string {
  const { t } = useTranslation('batch');
  return ({ progress, held, cancelRequested }) => {
    const { phase, rowsRead, rowsStored, rowsToStore, secondsLeft } = progress;
    if (cancelRequested) return t('cancelling');
    if (phase === 'WAITING') return t(held === null ? 'waiting' : 'held');
    const words =
      phase === 'READING'
        ? t('reading', { rows: countText(rowsRead) })
        : t('storing', { done: countText(rowsStored), total: countText(rowsToStore ?? rowsRead) });
    if (held !== null) return t('wordsThenHeld', { words, held: t('held') });
    if (secondsLeft === null) return words;
    const left =
      secondsLeft <= MOST_SECONDS
        ? t('left', { seconds: countText(secondsLeft) })
        : t('leftMinutes', { minutes: countText(Math.ceil(secondsLeft / 60)) });
    return t('wordsThenLeft', { words, left });
  };
}

/** Reading has no known end, so its bar only says that something moves. */
export function percentOf({ phase, rowsStored, rowsToStore }: Moving['progress']): number {
  if (phase === 'WAITING') return 5;
  if (phase === 'READING') return 30;
  return rowsToStore ? 50 + Math.round((rowsStored / rowsToStore) * 50) : 50;
}
