import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../parts/keyboard.ts';

const keys = [
  ['/', 'search'],
  ['?', 'help'],
  ['F8', 'nextError'],
  ['Esc', 'escape'],
  ['Tab', 'tab'],
] as const;

/** Listens for the keys of every page, and shows them on `?`. */
export function KeysDialog() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      if (event.key === '?') {
        event.preventDefault();
        setOpen(true);
      } else if (event.key === '/') {
        event.preventDefault();
        focusSearch();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Modal open={open} title={t('keysTitle')} footer={null} onCancel={() => setOpen(false)}>
      <dl className="keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keysList.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('keysIme')}</p>
    </Modal>
  );
}

/** The search of the page itself comes before the one of the head. */
function focusSearch(): void {
  const all = [...document.querySelectorAll<HTMLInputElement>('input[data-search]')];
  const target = all.find(({ dataset }) => dataset['search'] === 'page') ?? all[0];
  target?.focus();
}
