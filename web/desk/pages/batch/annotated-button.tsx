import { useTranslation } from 'react-i18next';
import { download } from '../../api.ts';
import { annotatedPath, type BatchDetail } from '../../calls/intake.ts';
import { useSay } from '../../parts/say.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { useRowPurpose } from './row-purpose.ts';

/** Downloads the file back with its wrong cells marked. */
export function AnnotatedButton({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation('batch');
  const say = useSay();
  const [purpose] = useRowPurpose();
  return (
    <WhyButton
      why={whyNot(batch) === null ? null : t(`annotatedWhy${whyNot(batch) ?? 'Empty'}`)}
      onClick={() => void download(annotatedPath(batch.batchId), purpose).catch(say.failed)}
    >
      {t('annotated')}
    </WhyButton>
  );
}

function whyNot({ counts, expiresOn }: BatchDetail): 'Empty' | 'Expired' | null {
  if (expiresOn === null) return 'Expired';
  return counts.rejected + counts.quarantined + counts.warned === 0 ? 'Empty' : null;
}
