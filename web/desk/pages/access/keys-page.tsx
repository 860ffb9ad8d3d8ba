import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeys, revokeKey, type KeyRow } from '../../calls/access.ts';
import { DataList, type Column } from '../../parts/data-list.tsx';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useSay } from '../../parts/say.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { Moment, StateWord } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { useScopeWord } from './scope-word.ts';

/** 接口密钥: keys of systems that report by themselves. */
export function KeysPage() {
  const { t } = useTranslation('access');
  const may = useMay();
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  const { data, error, refetch } = useQuery({ queryKey: ['keys'], queryFn: apiKeys });
  return (
    <Page
      title={t('keys.title')}
      lead={t('keys.lead')}
      actions={
        <WhyButton
          type="primary"
          why={may('apiKey.manage') ? null : t('keys.whyNot')}
          onClick={() => setMaking(true)}
        >
          {t('keys.new')}
        </WhyButton>
      }
    >
      <Card flush>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <DataList
            label={t('keys.title')}
            columns={columns}
            rows={data?.items}
            rowKey={({ keyId }) => keyId}
            minWidth={1000}
            empty={<EmptyState title={t('keys.none')} help={t('keys.noneHelp')} />}
          />
        )}
      </Card>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function stateOf({ revokedAt, expiresAt }: KeyRow, today: string): 'live' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt.slice(0, 10) < today ? 'expired' : 'live';
}

function useColumns(): readonly Column<KeyRow>[] {
  const { t } = useTranslation(['access', 'common']);
  const { today, organisation } = useSession();
  const may = useMay();
  const scopeWord = useScopeWord();
  const words = useWords();
  return [
    {
      key: 'label',
      title: t('keys.label'),
      render: ({ label, keyId }) => (
        <>
          <Data text={label} />
          <div className="code muted small">{keyId}</div>
        </>
      ),
    },
    {
      key: 'organisation',
      title: t('keys.organisation'),
      render: (key) => words.organisationName(key.organisation),
    },
    {
      key: 'scopes',
      title: t('keys.scopes'),
      render: ({ scopes }) => scopes.map(scopeWord).join(t('common:listSeparator')),
    },
    {
      key: 'state',
      title: t('keys.state'),
      code: true,
      render: (key) => {
        const state = stateOf(key, today);
        return (
          <StateWord tone={state === 'live' ? 'good' : 'plain'}>{t(`keys.${state}`)}</StateWord>
        );
      },
    },
    {
      key: 'expiresAt',
      title: t('keys.expiresAt'),
      code: true,
      render: (key) => <Moment at={key.expiresAt} />,
    },
    {
      key: 'lastUsedAt',
      title: t('keys.lastUsedAt'),
      code: true,
      render: (key) => <Moment at={key.lastUsedAt} />,
    },
    {
      key: 'createdBy',
      title: t('keys.createdBy'),
      code: true,
      wideOnly: true,
      render: ({ createdBy }) => createdBy,
    },
    {
      key: 'revoke',
      title: t('keys.revoke'),
      render: (key) =>
        may('apiKey.manage') &&
        key.organisation === organisation &&
        stateOf(key, today) === 'live' ? (
          <Revoke row={key} />
        ) : null,
    },
  ];
}

function Revoke({ row: { keyId, label } }: { readonly row: KeyRow }) {
  const { t } = useTranslation('access');
  const { modal } = App.useApp();
  const say = useSay();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(keyId),
    onError: say.failed,
    onSuccess: () => say.done(t('keys.revokedDone', { label })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <Button
      danger
      aria-label={t('keys.revokeOf', { label })}
      onClick={() =>
        void modal.confirm({
          title: t('keys.revokeTitle', { label }),
          content: t('keys.revokeText', { keyId }),
          okText: t('keys.revokeYes'),
          cancelText: t('keys.revokeNo'),
          okButtonProps: { danger: true },
          onOk: () => revoke.mutateAsync().catch(() => undefined),
        })
      }
    >
      {t('keys.revoke')}
    </Button>
  );
}
