import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { cancelBatch, type BatchSummary } from '../calls/intake.ts';
import { useSay } from './say.ts';

/** Asks whether the work on a file is to stop, saying what stays, and stops it. */
export function useCancelBatch(): (batch: BatchSummary) => void {
  const { t } = useTranslation('batch');
  const { modal } = App.useApp();
  const say = useSay();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: (batchId: string) => cancelBatch(batchId),
    onError: say.failed,
    onSettled: (_answer, _error, batchId) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['batch', batchId] }),
        queries.invalidateQueries({ queryKey: ['my-batches'] }),
      ]),
  });
  return ({ batchId, receiptNumber, fileName }) =>
    void modal.confirm({
      title: t('cancelTitle', { receipt: receiptNumber }),
      content: t('cancelText', { file: fileName }),
      okText: t('cancelYes'),
      cancelText: t('cancelNo'),
      okButtonProps: { danger: true },
      onOk: () => cancel.mutateAsync(batchId).catch(() => undefined),
    });
}
