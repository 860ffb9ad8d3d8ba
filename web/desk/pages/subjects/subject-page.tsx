import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Skeleton } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import { archive, type Archive } from '../../calls/records.ts';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Data } from '../../parts/data.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { grouped } from '../../parts/grouped.ts';
import { Card, Page } from '../../parts/page.tsx';
import { Moment, StateWord } from '../../parts/words.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useSession } from '../../session/session.ts';
import { present } from '../search-params.ts';
import { RecordBody } from '../records/record-body.tsx';
import { RecordStatusWord } from '../records/record-status.tsx';

const route = getRouteApi('/subjects/$uscc');

/** The full file of one organisation, as of two dates. */
export function SubjectPage() {
  const { t } = useTranslation('subjects');
  const { uscc } = route.useParams();
  return (
    <Page title={t('fileTitle')} lead={uscc}>
      <PurposeGate task="subjects">
        {(purpose) => <SubjectFile uscc={uscc} purpose={purpose} />}
      </PurposeGate>
    </Page>
  );
}

function SubjectFile({ uscc, purpose }: { readonly uscc: string; readonly purpose: string }) {
  const dates = route.useSearch();
  const { data, error, refetch } = useQuery({
    queryKey: ['subject', uscc, dates, purpose],
    queryFn: () => archive(purpose, uscc, dates),
    gcTime: 0,
  });
  return (
    <>
      <Dates key={`${dates.asOf} ${dates.knownOn}`} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <Basics file={data} />
          <Records file={data} />
        </>
      )}
    </>
  );
}

const DAY = 'YYYY-MM-DD';

function dayOf(day: string | undefined): Dayjs | null {
  return day === undefined ? null : dayjs(day, DAY);
}

function Dates() {
  const { t } = useTranslation('subjects');
  const dates = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useSession();
  const [asOf, setAsOf] = useState(dayOf(dates.asOf));
  const [knownOn, setKnownOn] = useState(dayOf(dates.knownOn));
  return (
    <Card>
      <form
        className="dates"
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({
            search: present({ asOf: asOf?.format(DAY), knownOn: knownOn?.format(DAY) }),
          });
        }}
      >
        <div>
          <label htmlFor="as-of">{t('asOf')}</label>
          <DatePicker id="as-of" value={asOf} onChange={setAsOf} maxDate={dayjs(today)} />
        </div>
        <div>
          <label htmlFor="known-on">{t('knownOn')}</label>
          <DatePicker id="known-on" value={knownOn} onChange={setKnownOn} maxDate={dayjs(today)} />
        </div>
        <Button htmlType="submit">{t('show')}</Button>
        {(dates.asOf ?? dates.knownOn) !== undefined && (
          <Button type="link" onClick={() => void navigate({ search: {} })}>
            {t('today')}
          </Button>
        )}
      </form>
      <p className="muted">{t('datesHelp')}</p>
    </Card>
  );
}

function Basics({ file: { subject } }: { readonly file: Archive }) {
  const { t } = useTranslation(['subjects', 'records', 'common']);
  const words = useWords();
  return (
    <Card title={subject.name ?? t('provisional')}>
      {subject.provisional && <StateWord tone="warning">{t('provisional')}</StateWord>}
      <Facts
        facts={[
          { label: t('uscc'), value: subject.uscc, code: true },
          { label: t('kind'), value: t(`records:subjectKinds.${subject.kind as 'LEGAL_PERSON'}`) },
          { label: t('registeredOn'), value: <Moment at={subject.registeredOn} /> },
          {
            label: t('division'),
            value: subject.divisionCode === null ? null : words.divisionName(subject.divisionCode),
          },
          { label: t('formerNames'), value: subject.formerNames.join(t('common:listSeparator')) },
          ...(subject.uscc
            ? [
                {
                  label: t('publicPage'),
                  value: <a href={`/e/${subject.uscc}`}>{t('records:publicPage')}</a>,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Records({ file }: { readonly file: Archive }) {
  const { t } = useTranslation('subjects');
  const words = useWords();
  const { today } = useSession();
  const { records, asOf, knownOn } = file;
  const groups = grouped(records, ({ classCode }) => classCode);
  return (
    <Card
      title={t('records')}
      extra={
        <span className="muted">{t('summary', { asOf, knownOn, count: records.length })}</span>
      }
    >
      {records.length === 0 && (
        <EmptyState title={t('noRecords')} help={t('noRecordsHelp', { date: today })} />
      )}
      {[...groups].map(([classCode, members]) => (
        <section key={classCode} className="record-group">
          <h3>
            <Data text={words.className(classCode)} />{' '}
            <span className="muted code">{members.length}</span>
          </h3>
          {members.map((record) => {
            const number = words.documentNumber(classCode, record.values);
            return (
              <details key={record.recordId} className="record">
                <summary>
                  <Moment at={record.factDate} />
                  {number !== '' && <Data text={number} />}
                  <span className="record-source">
                    <Data text={words.organisationName(record.organisation)} />
                  </span>
                  <RecordStatusWord status={record.status} />
                </summary>
                <RecordBody record={record} bare />
              </details>
            );
          })}
        </section>
      ))}
    </Card>
  );
}
