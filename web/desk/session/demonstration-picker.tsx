import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Data } from '../parts/data.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly demonstration: NonNullable<Session['demonstration']>;
  readonly fixed?: string | undefined;
  readonly onPick: (fields: { account: string; password: string; code: string }) => void;
}

/** Fills the form with one of the made-up accounts. */
export function DemonstrationPicker({ demonstration, fixed, onPick }: Props) {
  const { t } = useTranslation('session');
  const { accounts, password, code } = demonstration;
  const offered =
    fixed === undefined ? accounts : accounts.filter(({ account }) => account === fixed);
  return (
    <section className="demo-box" aria-label={t('demoTitle')}>
      <p>
        <strong className="demo-word">{t('demoTitle')}</strong>
        {t('demoLead')}
      </p>
      <label htmlFor="demo-account">{t('demoPick')}</label>
      <Select
        id="demo-account"
        className="wide"
        placeholder={t('demoPlaceholder')}
        showSearch={{ optionFilterProp: 'search' }}
        options={offered.map(({ account, display }) => ({
          value: account,
          label: (
            <>
              <Data text={display} />
              <span className="muted demo-account">{account}</span>
            </>
          ),
          search: `${display} ${account}`,
        }))}
        onChange={(account: string) => onPick({ account, password, code })}
      />
    </section>
  );
}
