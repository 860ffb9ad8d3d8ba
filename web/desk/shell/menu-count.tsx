import { useTranslation } from 'react-i18next';

/** The server counts no further. */
const MOST = 1000;

/** How much waits behind a menu entry; nothing when there is nothing to do. */
export function MenuCount({ count }: { readonly count: number | null | undefined }) {
  const { t } = useTranslation('shell');
  if (!count) return null;
  const text = count >= MOST ? `${MOST - 1}+` : String(count);
  return (
    <span className="menu-count">
      <span className="only-read">{t('waitingBefore')}</span>
      {text}
      <span className="only-read">{t('waitingAfter')}</span>
    </span>
  );
}
