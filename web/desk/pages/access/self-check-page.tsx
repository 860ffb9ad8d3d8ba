import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { selfCheck } from '../../calls/access.ts';
import { Data } from '../../parts/data.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { momentText } from '../../parts/words.tsx';
import { SetBacks } from './set-backs.tsx';

/** 存证自检: what last night's comparison of ledger, records, reports and audit log found. */
export function SelfCheckPage() {
  const { t } = useTranslation('access');
  return (
    <Page title={t('selfCheck.title')} lead={t('selfCheck.lead')}>
      <SetBacks />
      <LastNight />
    </Page>
  );
}

function LastNight() {
  const { t } = useTranslation('access');
  const { data, error, refetch } = useQuery({ queryKey: ['self-check'], queryFn: selfCheck });
  const findings = data?.checks.flatMap((check) => check.findings) ?? [];
  return (
    <Card title={t('selfCheck.result')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      <Facts
        facts={(data?.checks ?? []).map(({ name, at, checked, found }) => ({
          label: t(`selfCheck.names.${name}`),
          wide: true,
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
      {findings.length > 0 && (
        <ul className="plain-list">
          {findings.map(({ message }) => (
            <li key={message}>
              <Data text={message} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
