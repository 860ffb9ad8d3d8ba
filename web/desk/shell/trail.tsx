import { Breadcrumb } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from '@tanstack/react-router';
import type { Session } from '../session/session.ts';
import { menuOf, wordOf } from './menu.ts';

/** Where the page stands in the menu. */
export function Trail({ session }: { readonly session: Session }) {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const groups = menuOf(session);
  const group = groups.find(({ items }) => items.some((item) => isUnder(pathname, item.to)));
  const item = group?.items.find((candidate) => isUnder(pathname, candidate.to));
  if (!group || !item) return null;
  const isDetail = pathname.replace(/\/$/, '') !== item.to.replace(/\/$/, '');
  const word = t(wordOf(session, item));
  return (
    <nav aria-label={t('breadcrumb')} className="trail">
      <Breadcrumb
        items={[
          { title: t(`groups.${group.key}`) },
          { title: isDetail ? <Link to={item.to}>{word}</Link> : word },
          ...(isDetail ? [{ title: item.key === 'subjects' ? t('subject') : t('batch') }] : []),
        ]}
      />
    </nav>
  );
}

function isUnder(pathname: string, to: string): boolean {
  return pathname.startsWith(to);
}
