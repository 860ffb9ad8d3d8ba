import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Layout, Menu } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from '@tanstack/react-router';
import { waitingQuery } from '../calls/waiting.ts';
import { LanguageSwitch } from '../display/language-switch.tsx';
import { Data } from '../parts/data.tsx';
import { usePhone } from '../parts/phone.ts';
import { PurposeProvider } from '../purpose/purpose.tsx';
import { SessionContext, signOut, type Session } from '../session/session.ts';
import { Trail } from './trail.tsx';
import { HeadSearch } from './head-search.tsx';
import { MenuIcon } from './icons.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { MenuCount } from './menu-count.tsx';
import { menuOf, wordOf, type MenuItem } from './menu.ts';
import { Tray } from './tray.tsx';
import { ReadOnlyBar } from './read-only-bar.tsx';

const OPEN_WIDTH = 208;
const FOLDED_WIDTH = 64;

/** Everything around a page of a signed-in person. */
export function Shell({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('shell');
  const phone = usePhone();
  const [folded, setFolded] = useState(false);
  const [drawer, setDrawer] = useState(false);
  return (
    <SessionContext value={session}>
      <PurposeProvider>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        {session.demonstration && (
          <aside className="demo-bar" aria-label={t('demoLabel')}>
            {t('demoBar')}
          </aside>
        )}
        <ReadOnlyBar />
        <Layout className="shell">
          {!phone && (
            <Layout.Sider
              width={OPEN_WIDTH}
              collapsedWidth={FOLDED_WIDTH}
              collapsed={folded}
              className="sider"
            >
              <Brand short={folded} />
              <MainMenu session={session} folded={folded} />
              <button
                type="button"
                className="fold"
                onClick={() => setFolded(!folded)}
                aria-label={folded ? t('unfold') : t('fold')}
              >
                <span aria-hidden="true">{folded ? '»' : `« ${t('fold')}`}</span>
              </button>
            </Layout.Sider>
          )}
          <Layout>
            <Head session={session} onMenu={phone ? () => setDrawer(true) : null} />
            <main id="main" tabIndex={-1} className="main">
              <Trail session={session} />
              {children}
            </main>
          </Layout>
        </Layout>
        <Drawer
          open={phone && drawer}
          onClose={() => setDrawer(false)}
          placement="left"
          size={OPEN_WIDTH + FOLDED_WIDTH}
          title={t('menu')}
          className="menu-drawer"
        >
          <MainMenu session={session} folded={false} onChosen={() => setDrawer(false)} />
        </Drawer>
        <KeysDialog />
      </PurposeProvider>
    </SessionContext>
  );
}

function Brand({ short }: { readonly short: boolean }) {
  const { t } = useTranslation('common');
  return (
    <Link to="/" className="sider-brand" aria-label={`${t('product')} ${t('desk')}`}>
      {short ? (
        '信'
      ) : (
        <>
          {t('product')} <small>{t('desk')}</small>
        </>
      )}
    </Link>
  );
}

interface MenuProps {
  readonly session: Session;
  readonly folded: boolean;
  readonly onChosen?: () => void;
}

function MainMenu({ session, folded, onChosen }: MenuProps) {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const { data: waiting } = useQuery({
    ...waitingQuery(pathname),
    enabled: session.permissions.includes('waiting.read'),
  });
  const groups = menuOf(session);
  const current = groups.flatMap(({ items }) => items).find(({ to }) => pathname.startsWith(to));
  const word = (item: MenuItem): string => t(wordOf(session, item));
  return (
    <nav aria-label={t('mainMenu')}>
      <Menu
        theme="dark"
        mode="inline"
        inlineIndent={16}
        selectedKeys={current ? [current.key] : []}
        {...(onChosen ? { onClick: onChosen } : {})}
        items={groups.map(({ key, items }) => ({
          key,
          type: 'group' as const,
          label: folded ? null : t(`groups.${key}`),
          children: items.map((item) => ({
            key: item.key,
            icon: <MenuIcon of={item.key} />,
            label: (
              <Link to={item.to}>
                {word(item)}
                {item.queue && <MenuCount count={waiting?.[item.queue]} />}
              </Link>
            ),
          })),
        }))}
      />
    </nav>
  );
}

function Head({
  session,
  onMenu,
}: {
  readonly session: Session;
  readonly onMenu: (() => void) | null;
}) {
  const { t } = useTranslation('shell');
  const [leaving, setLeaving] = useState(false);
  const leave = async (): Promise<void> => {
    setLeaving(true);
    try {
      await signOut();
    } finally {
      // A new page: nothing that was read stays in memory.
      window.location.assign('/desk/');
    }
  };
  return (
    <Layout.Header className="head">
      {onMenu && (
        <Button onClick={onMenu} aria-label={t('openMenu')}>
          <span aria-hidden="true">☰</span>
        </Button>
      )}
      <div className="head-unit">
        <Data text={session.organisationName ?? ''} />
      </div>
      {session.permissions.includes('subject.read') && <HeadSearch />}
      <div className="head-person">
        <span>
          <span className="head-name">
            {t(`roles.${session.role as 'REVIEWER'}`, { defaultValue: session.roleName })}
          </span>
          <span className="muted head-account">{session.account}</span>
        </span>
        {session.permissions.includes('waiting.read') && <Tray />}
        <LanguageSwitch />
        <Button onClick={() => void leave()} loading={leaving}>
          {t('signOut')}
        </Button>
      </div>
    </Layout.Header>
  );
}
