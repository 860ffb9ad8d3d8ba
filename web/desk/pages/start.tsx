import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { Card, Page } from '../parts/page.tsx';
import { useSession } from '../session/session.ts';
import { firstPageOf } from '../shell/menu.ts';

/** The first page is the first entry of the menu. */
export function Start() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const first = firstPageOf(session);
  if (first) return <Navigate to={first.to} replace />;
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
