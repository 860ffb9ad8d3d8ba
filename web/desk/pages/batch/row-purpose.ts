import { useTranslation } from 'react-i18next';
import { usePurposes } from '../../purpose/purpose.tsx';

/**
 * The purpose under which rows of a batch are read. A department mending what it reported has a
 * purpose by itself; it is shown on the page and may be changed.
 */
export function useRowPurpose(): readonly [
  purpose: string,
  choose: (purpose: string | undefined) => void,
] {
  const { t } = useTranslation('purpose');
  const { purposeOf, choose } = usePurposes();
  const [usual = ''] = t('usual.rows', { returnObjects: true }) as readonly string[];
  return [purposeOf('rows') ?? usual, (purpose) => choose('rows', purpose)];
}
