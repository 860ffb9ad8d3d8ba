import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Modal, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { sendFile, type SendableClass } from '../calls/intake.ts';
import { asData, Data } from '../parts/data.tsx';
import { useWords } from '../parts/directory.ts';
import { useSentence } from '../parts/failure.tsx';
import { useSay } from '../parts/say.ts';
import { guessClass } from './guess-class.ts';
import { refuseEarly, sizeWords } from './refuse-early.ts';

interface Props {
  readonly file: File;
  readonly classes: readonly SendableClass[];
  /** The class whose button was used; otherwise it is guessed from the name. */
  readonly classCode: string | null;
  readonly onClose: () => void;
}

/** Asks for the class of a file, sends it and opens its batch. */
export function UploadDialog({ file, classes, classCode, onClose }: Props) {
  const { t } = useTranslation(['home', 'common']);
  const navigate = useNavigate();
  const say = useSay();
  const words = useWords();
  const queries = useQueryClient();
  const sentence = useSentence();
  const [chosen, setChosen] = useState(() => classCode ?? guessClass(file.name, classes));
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  const early = refuseEarly(file);
  const guessed =
    classCode === null && chosen !== null && chosen === guessClass(file.name, classes);

  const send = async (): Promise<void> => {
    setAsked(true);
    if (chosen === null) return;
    leaving.current = new AbortController();
    setFailure(null);
    setSent(0);
    try {
      const { batchId, isNew } = await sendFile(chosen, file, setSent, leaving.current.signal);
      if (!isNew) say.info(t('same'));
      void queries.invalidateQueries({ queryKey: ['my-batches'] });
      onClose();
      await navigate({ to: '/batches/$batchId', params: { batchId } });
    } catch (error) {
      if (error instanceof DOMException) return;
      setFailure(sentence(error));
      setSent(null);
    }
  };

  const stop = early ? t(early.key, { size: 'size' in early ? early.size : '' }) : null;
  return (
    <Modal
      open
      title={t('dialogTitle')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {stop === null && (
            <Button type="primary" loading={sent !== null} onClick={() => void send()}>
              {t('send')}
            </Button>
          )}
        </>
      }
    >
      <p className="file-line">
        <span className="muted">{t('file')}</span>
        <strong>
          <Data text={file.name} />
        </strong>
        <span className="code muted">{sizeWords(file.size)}</span>
      </p>
      {stop === null ? (
        <Form layout="vertical">
          <Form.Item
            label={t('class')}
            htmlFor="upload-class"
            help={
              asked && chosen === null
                ? t('classMissing')
                : guessed
                  ? t('classHelp')
                  : t('classAsk')
            }
            {...(asked && chosen === null ? { validateStatus: 'error' as const } : {})}
          >
            <Select
              id="upload-class"
              value={chosen}
              onChange={setChosen}
              disabled={sent !== null}
              showSearch={{ optionFilterProp: 'label' }}
              options={classes.map(({ code }) => ({ value: code, label: words.className(code) }))}
              optionRender={({ label }) => asData(label)}
              labelRender={({ label }) => asData(label)}
            />
          </Form.Item>
        </Form>
      ) : (
        <Alert type="error" showIcon role="alert" title={stop} />
      )}
      {sent !== null && (
        <div aria-live="polite">
          <Progress
            percent={Math.round(sent * 100)}
            showInfo={false}
            aria-label={t('dialogTitle')}
          />
          <p className="muted">
            {sent < 1 ? t('sending', { percent: Math.round(sent * 100) }) : t('sent')}
          </p>
        </div>
      )}
      {failure !== null && <Alert type="error" showIcon role="alert" title={failure} />}
    </Modal>
  );
}
