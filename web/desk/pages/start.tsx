import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { Card, Page } from '../parts/page.tsx';
import { useMay, useSession } from '../session/session.ts';
import { firstPageOf } from '../shell/menu.ts';
import { HomePage } from './home/home-page.tsx';

/** The first page: classes to report, or for other roles the first entry of their menu. */
export function Start() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const may = useMay();
  const first = firstPageOf(session);
  if (may('batch.submit') && first?.to === '/') return <HomePage />;
  if (first && first.to !== '/') return <Navigate to={first.to} replace />;
  return (
    <Page title={t('welcome')}>
      <Card>
        <EmptyState
          title={t('nothingTitle')}
          help={t('nothingHelp', {
            role: t(`roles.${session.role as 'REVIEWER'}`, {
              defaultValue: session.roleName ?? '',
            }),
          })}
        />
      </Card>
    </Page>
  );
}
