import { useQuery } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { acknowledgeSetBack, setBacks, type SetBack } from '../../calls/access.ts';
import { DecisionForm } from '../../parts/decision-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card } from '../../parts/page.tsx';
import { useSaid } from '../../parts/said.ts';
import { momentText } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';

const KEY = 'set-backs';

/** What was found set back, who acknowledged it, and the form of the next person; nothing when there is none. */
export function SetBacks() {
  const { t } = useTranslation('access');
  const said = useSaid();
  const { data, error, refetch } = useQuery({ queryKey: [KEY], queryFn: setBacks });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return data?.items.map((item) => (
    <Card key={item.setBackId} title={t('setBack.title')}>
      <Alert
        className="gap-below"
        type={item.secondBy === null ? 'error' : 'info'}
        showIcon
        title={said(item)}
      />
      <Acknowledged item={item} />
      {item.secondBy === null && <Next item={item} />}
    </Card>
  ));
}

function Acknowledged({ item }: { readonly item: SetBack }) {
  const { t } = useTranslation('access');
  const person = (by: string | null, at: string | null, reason: string | null): string =>
    by === null || at === null
      ? t('setBack.nobody')
      : t('setBack.by', { by, at: momentText(at), reason });
  const { firstBy, firstAt, firstReason, secondBy, secondAt, secondReason } = item;
  return (
    <Facts
      facts={[
        { label: t('setBack.foundAt'), value: momentText(item.foundAt), wide: true },
        { label: t('setBack.first'), value: person(firstBy, firstAt, firstReason), wide: true },
        { label: t('setBack.second'), value: person(secondBy, secondAt, secondReason), wide: true },
      ]}
    />
  );
}

function Next({ item }: { readonly item: SetBack }) {
  const { t } = useTranslation('access');
  const may = useMay();
  const { account } = useSession();
  const [form] = Form.useForm<{ reason: string }>();
  if (!may('ledger.acknowledge')) return <Alert type="info" showIcon title={t('setBack.whyNot')} />;
  // The second must be another person.
  if (item.firstBy === account) return <Alert type="info" showIcon title={t('setBack.yours')} />;
  return (
    <DecisionForm
      form={form}
      title={t('setBack.acknowledge')}
      queue={KEY}
      confirm={() => ({
        title: t('setBack.confirmTitle'),
        text: t('setBack.effect'),
        yes: t('setBack.acknowledge'),
        danger: true,
      })}
      decide={({ reason }) => acknowledgeSetBack(item.setBackId, reason)}
      done={(_fields, { persons }) => t(persons === 1 ? 'setBack.doneFirst' : 'setBack.doneSecond')}
      submit={t('setBack.acknowledge')}
      danger
      onDone={() => form.resetFields()}
    >
      <p>{t('setBack.effect')}</p>
    </DecisionForm>
  );
}
