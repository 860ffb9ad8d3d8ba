import { useQuery } from '@tanstack/react-query';
import { Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi, Link } from '@tanstack/react-router';
import { searchPublic } from '../../calls/records.ts';
import { Data } from '../../parts/data.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';

const route = getRouteApi('/subjects');
const CODE = /^[0-9A-Z]{18}$/;

/** 主体查询: an organisation by code, or by a name among what is public. */
export function SubjectsPage() {
  const { t } = useTranslation('subjects');
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const find = (): void => {
    const wanted = text.trim();
    const code = wanted.replace(/\s/g, '').toUpperCase();
    if (CODE.test(code)) void navigate({ to: '/subjects/$uscc', params: { uscc: code } });
    else if (wanted) void navigate({ search: { q: wanted } });
  };
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Card>
        <search>
          <form
            className="search-form"
            onSubmit={(event) => {
              event.preventDefault();
              find();
            }}
          >
            <label htmlFor="subject-search">{t('searchLabel')}</label>
            <div className="search-line">
              <Input
                id="subject-search"
                data-search="page"
                size="large"
                value={text}
                onChange={(event) => setText(event.target.value)}
                maxLength={200}
                aria-describedby="subject-search-help"
                allowClear
              />
              <Button type="primary" size="large" htmlType="submit">
                {t('searchButton')}
              </Button>
            </div>
            <p id="subject-search-help" className="muted">
              {t('searchHelp')}
            </p>
          </form>
        </search>
      </Card>
      {q !== '' && <Hits text={q} />}
    </Page>
  );
}

function Hits({ text }: { readonly text: string }) {
  const { t } = useTranslation('subjects');
  const { data, error, refetch } = useQuery({
    queryKey: ['search', text],
    queryFn: () => searchPublic(text),
  });
  return (
    <Card title={t('hits')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data?.hits.length === 0 && (
        <EmptyState title={t('noHits', { text })} help={`${t('noHitsHelp')}${t('notPublic')}`} />
      )}
      {data && data.hits.length > 0 && (
        <>
          <ul className="hits">
            {data.hits.map(({ uscc, name }) => (
              <li key={uscc}>
                <Link to="/subjects/$uscc" params={{ uscc }}>
                  <Data text={name} />
                </Link>
                <span className="code muted">{uscc}</span>
              </li>
            ))}
          </ul>
          <p className="muted">{t('notPublic')}</p>
        </>
      )}
    </Card>
  );
}
