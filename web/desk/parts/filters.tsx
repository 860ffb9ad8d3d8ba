import { Button, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asData } from './data.tsx';

/** Filters of a list; they stand in the address. */
export function FilterBar({
  children,
  onClear,
}: {
  readonly children: ReactNode;
  readonly onClear: (() => void) | null;
}) {
  const { t } = useTranslation('common');
  return (
    <div className="filters">
      {children}
      {onClear && <Button onClick={onClear}>{t('reset')}</Button>}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T | undefined) => void;
  readonly wide?: boolean;
}

/** One filter with a visible label; cleared it means all. */
export function FilterChoice<T extends string>({
  label,
  value,
  options,
  onChange,
  wide,
}: ChoiceProps<T>) {
  const { t } = useTranslation('common');
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Select<T>
        id={id}
        className={wide ? 'filter-wide' : 'filter-usual'}
        {...(value === undefined ? {} : { value })}
        placeholder={t('all')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={[...options]}
        optionRender={({ label: word }) => asData(word)}
        labelRender={({ label: word }) => asData(word)}
        onChange={(chosen: T | undefined) => onChange(chosen)}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}
