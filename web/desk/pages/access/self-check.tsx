import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { selfCheck } from '../../calls/access.ts';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card } from '../../parts/page.tsx';
import { momentText } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';

/** 存证自检: what last night's comparison of ledger, records and audit log found. */
export function SelfCheck() {
  const { t } = useTranslation('access');
  const may = useMay();
  const allowed = may('ledger.check');
  const { data, error, refetch } = useQuery({
    queryKey: ['self-check'],
    queryFn: selfCheck,
    enabled: allowed,
  });
  if (!allowed) return null;
  return (
    <Card title={t('selfCheck.title')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <Facts
        facts={(data?.checks ?? []).map(({ name, at, checked, found }) => ({
          label: t(`selfCheck.names.${name}`),
          value:
            at === null
              ? t('selfCheck.notYet')
              : t(found === 0 ? 'selfCheck.whole' : 'selfCheck.found', {
                  at: momentText(at),
                  checked,
                  found,
                }),
        }))}
      />
      {data?.checks
        .flatMap(({ findings }) => findings)
        .map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
    </Card>
  );
}
