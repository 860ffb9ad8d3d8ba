import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { recordFile } from '../../calls/records.ts';
import { Failure } from '../../parts/failure.tsx';
import { RecordBody } from './record-body.tsx';

interface Props {
  readonly recordId: string;
  readonly purpose: string;
  readonly onClose: () => void;
}

/** One record in full; the purpose goes into the log of readings. */
export function RecordDrawer({ recordId, purpose, onClose }: Props) {
  const { t } = useTranslation('records');
  const { data, error, refetch } = useQuery({
    queryKey: ['record', recordId, purpose],
    queryFn: () => recordFile(purpose, recordId),
    gcTime: 0,
  });
  return (
    <Drawer open size="min(720px, 100vw)" title={t('drawerTitle')} onClose={onClose}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <RecordBody record={data} />}
    </Drawer>
  );
}
