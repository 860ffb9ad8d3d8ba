import { useTranslation } from 'react-i18next';
import type { BatchState } from '../../calls/intake.ts';
import { StateWord, type Tone } from '../../parts/words.tsx';

const tones: Readonly<Record<BatchState, Tone>> = {
  RECEIVED: 'info',
  READING: 'info',
  STORING: 'info',
  DONE: 'good',
  REFUSED: 'bad',
  CANCELLED: 'plain',
  FAILED: 'bad',
};

/** The state of a batch in words. */
export function BatchStateWord({ state }: { readonly state: BatchState }) {
  const { t } = useTranslation('batches');
  return <StateWord tone={tones[state]}>{t(`states.${state}`)}</StateWord>;
}
