import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../calls/intake.ts';

interface Props {
  readonly id: string;
  readonly field: FormField;
  readonly value: string;
  readonly wrong: boolean;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

const SEPARATOR = ';';
const MOST_ROWS = 8;

/**
 * The input of one cell. Dates and numbers are texts here as they are in the sheet: a wrong one
 * must stay visible exactly as it was written.
 */
export function CellInput({ id, field, value, wrong, readOnly, onChange }: Props) {
  const { t } = useTranslation('batch');
  const common = {
    id,
    'aria-describedby': `${id}-help`,
    'aria-invalid': wrong,
    ...(wrong ? { status: 'error' as const } : {}),
  };
  if (field.options && field.input === 'multiselect') {
    return (
      <Select
        {...common}
        className="wide"
        mode="tags"
        disabled={readOnly}
        value={value === '' ? [] : value.split(SEPARATOR)}
        options={[...field.options]}
        onChange={(chosen: string[]) => onChange(chosen.join(SEPARATOR))}
      />
    );
  }
  if (field.options) {
    return (
      <Select
        {...common}
        className="wide"
        allowClear
        disabled={readOnly}
        showSearch={{ optionFilterProp: 'label' }}
        value={value === '' ? null : value}
        options={[...field.options]}
        onChange={(chosen: string | null) => onChange(chosen ?? '')}
      />
    );
  }
  if (field.input === 'textarea') {
    return (
      <Input.TextArea
        {...common}
        readOnly={readOnly}
        value={value}
        autoSize={{ minRows: 2, maxRows: MOST_ROWS }}
        {...(field.maxLength === null ? {} : { count: { show: true, max: field.maxLength } })}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const dateHelp = field.longTerm ? t('drawer.dateHelpLong') : t('drawer.dateHelp');
  return (
    <Input
      {...common}
      readOnly={readOnly}
      value={value}
      className={field.input === 'text' ? '' : 'code'}
      {...(field.input === 'date' ? { placeholder: dateHelp } : {})}
      {...(field.input === 'number' ? { inputMode: 'decimal' as const } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
