import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';

const CODE = /^[0-9A-Z]{18}$/;

/** Finds an organisation by code or name from anywhere. */
export function HeadSearch() {
  const { t } = useTranslation(['subjects', 'common']);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const find = (given: string): void => {
    const wanted = given.trim();
    if (wanted === '') return;
    const code = wanted.replace(/\s/g, '').toUpperCase();
    if (CODE.test(code)) void navigate({ to: '/subjects/$uscc', params: { uscc: code } });
    else void navigate({ to: '/subjects', search: { q: wanted } });
    setText('');
  };
  return (
    <search className="head-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find(text);
        }}
      >
        <Input
          aria-label={t('searchLabel')}
          placeholder={t('searchLabel')}
          data-search="head"
          value={text}
          onChange={(event) => setText(event.target.value)}
          allowClear
        />
      </form>
    </search>
  );
}
