import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { Card, Page } from '../parts/page.tsx';

/** An address the desk does not know. */
export function NotFound() {
  const { t } = useTranslation('common');
  return (
    <Page title={t('notFoundTitle')}>
      <Card>
        <EmptyState
          title={t('notFoundTitle')}
          help={t('notFoundHelp')}
          action={<Link to="/">{t('home')}</Link>}
        />
      </Card>
    </Page>
  );
}
