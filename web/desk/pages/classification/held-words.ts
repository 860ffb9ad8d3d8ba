import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../calls/records.ts';

const known = [
  'KIND_UNKNOWN',
  'KIND_UNCLASSIFIED',
  'THRESHOLD_UNSET',
  'PROCEDURE_CONFLICT',
] as const;

/** Why a level could not be decided by rule, in words. */
export function useHeldWords(): (record: Pick<Waiting, 'actions'>) => string {
  const { t } = useTranslation('classification');
  return ({ actions }) => {
    const details = actions.map(
      ({ detail }) => (detail as Readonly<Record<string, unknown>>)['held'],
    );
    const held = known.find((reason) => details.includes(reason));
    return t(`held.${held ?? 'other'}`);
  };
}
