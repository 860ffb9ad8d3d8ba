import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { createKey, type NewKey } from '../../calls/access.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useSentence } from '../../parts/failure.tsx';
import { scopes, useScopeWord } from './scope-word.ts';

const USUAL_DAYS = 180;
const MOST_DAYS = 366;
const LONGEST_LABEL = 60;

/** Makes a key and shows its secret once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['access', 'common']);
  const [form] = Form.useForm<NewKey>();
  const sentence = useSentence();
  const scopeWord = useScopeWord();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: createKey,
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const made = create.data;
  if (made) {
    return (
      <Modal
        open
        title={t('keys.onceTitle')}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('keys.onceDone')}
          </Button>
        }
      >
        <Alert type="warning" showIcon title={t('keys.onceText')} className="gap-below" />
        <p className="secret">
          <code data-testid="secret">{made.key}</code>
          <CopyButton text={made.key} />
        </p>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t('keys.new')}
      onCancel={onClose}
      okText={t('keys.create')}
      cancelText={t('common:cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
    >
      <Form<NewKey>
        form={form}
        layout="vertical"
        initialValues={{
          label: '',
          scopes: ['batches:write', 'batches:read'],
          expiresInDays: USUAL_DAYS,
        }}
        onFinish={(fields) => create.mutate({ ...fields, label: fields.label.trim() })}
      >
        <Form.Item
          name="label"
          label={t('keys.label')}
          extra={t('keys.labelHelp')}
          rules={[{ required: true, whitespace: true, message: t('keys.labelMissing') }]}
        >
          <Input maxLength={LONGEST_LABEL} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t('keys.scopes')}
          // A rule `required` would mark the group with an attribute its role does not have.
          rules={[{ type: 'array', min: 1, message: t('keys.scopesMissing') }]}
        >
          <Checkbox.Group
            className="radio-list"
            options={scopes.map((scope) => ({ value: scope, label: scopeWord(scope) }))}
          />
        </Form.Item>
        <Form.Item
          name="expiresInDays"
          label={t('keys.days')}
          extra={t('keys.daysHelp')}
          rules={[{ required: true, message: t('keys.daysHelp') }]}
        >
          <InputNumber min={1} max={MOST_DAYS} precision={0} />
        </Form.Item>
        {create.error && (
          <Alert type="error" showIcon role="alert" title={sentence(create.error)} />
        )}
      </Form>
    </Modal>
  );
}
