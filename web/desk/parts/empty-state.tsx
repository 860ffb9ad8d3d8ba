import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly help?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing yet: says what will be here and how to make the first one. Or nothing, and that is good. */
export function EmptyState({ title, help, action }: Props) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {help !== undefined && <p className="muted">{help}</p>}
      {action}
    </div>
  );
}

/** Nothing fits the filters: names the way back. */
export function NoneFound({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation('common');
  return (
    <EmptyState
      title={t('noneFound')}
      help={t('noneFoundHelp')}
      action={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  );
}
