import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from '@tanstack/react-router';
import { ledgerState } from '../calls/access.ts';
import { useSaid } from '../parts/said.ts';

/** Says on every page that only reading is possible at present, and why; asked again with each page. */
export function ReadOnlyBar() {
  const { t } = useTranslation('shell');
  const said = useSaid();
  const { pathname } = useLocation();
  const { data } = useQuery({ queryKey: ['set-backs', 'state', pathname], queryFn: ledgerState });
  if (!data?.reason) return null;
  return (
    <p className="read-only-bar" role="alert">
      {t('readOnly', { reason: said(data.reason) })}
    </p>
  );
}
