import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { Card, Page } from '../parts/page.tsx';

/** A fault of the program: says so, and offers the page anew. */
export function Broken() {
  const { t } = useTranslation('common');
  return (
    <Page title={t('brokenTitle')}>
      <Card>
        <EmptyState
          title={t('brokenTitle')}
          help={t('brokenHelp')}
          action={<Button onClick={() => window.location.reload()}>{t('retry')}</Button>}
        />
      </Card>
    </Page>
  );
}
