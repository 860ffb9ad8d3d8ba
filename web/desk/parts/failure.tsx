import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isAnswer } from '../api.ts';

/** The sentence of a refusal, or what to do when the server cannot be reached. */
export function useSentence(): (error: unknown) => string {
  const { t } = useTranslation('common');
  return (error) => {
    if (!isAnswer(error)) return t('lost');
    const fields = error.fieldErrors.map(({ message }) => message).join('');
    const reference =
      error.status >= 500 && error.reference ? t('reference', { reference: error.reference }) : '';
    return `${error.message}${fields}${reference}`;
  };
}

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Says why something could not be shown or done, in the place where it would stand. */
export function Failure({ error, onRetry }: Props) {
  const { t } = useTranslation('common');
  const sentence = useSentence();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentence(error)}
      action={onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}
