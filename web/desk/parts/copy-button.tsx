import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 2000;

/** Copies a number exactly, without spaces. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button type="link" size="small" onClick={() => void copy()}>
      {copied ? t('copied') : t('copy')}
    </Button>
  );
}
