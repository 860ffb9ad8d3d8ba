import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classesQuery } from '../../calls/classes.ts';
import type { SendableClass } from '../../calls/intake.ts';
import { EmptyState, NoneFound } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card } from '../../parts/page.tsx';
import { useSay } from '../../parts/say.ts';
import { usePageDrop } from '../../upload/page-drop.ts';
import { UploadDialog } from '../../upload/upload-dialog.tsx';
import { ClassTable } from './class-table.tsx';

interface Chosen {
  readonly file: File;
  readonly classCode: string | null;
}

/** 我的目录: what this unit reports, with template and upload. */
export function OwnCatalogue() {
  const { t } = useTranslation(['home', 'common']);
  const { data, error, refetch } = useQuery(classesQuery);
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const say = useSay();
  const picker = useRef<HTMLInputElement>(null);
  const pickFor = useRef<string | null>(null);
  const take = useCallback(
    (files: readonly File[], classCode: string | null = null) => {
      const [file, second] = files;
      if (second) say.info(t('oneFile'));
      if (file) setChosen({ file, classCode });
    },
    [say, t],
  );
  const hovering = usePageDrop(take);
  const choose = (classCode: string | null): void => {
    pickFor.current = classCode;
    picker.current?.click();
  };
  const all = data?.items;
  const shown = useMemo(() => matching(all ?? [], wanted), [all, wanted]);

  return (
    <>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {all && all.length > 0 && (
        <div className={hovering ? 'drop drop-now' : 'drop'}>
          <p className="drop-title">{hovering ? t('dropNow') : t('dropTitle')}</p>
          <p className="muted">{t('dropHelp')}</p>
          <Button type="primary" onClick={() => choose(null)}>
            {t('dropChoose')}
          </Button>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.csv"
        data-testid="file"
        onChange={(event) => {
          take([...(event.target.files ?? [])], pickFor.current);
          event.target.value = '';
        }}
      />
      {!error && (
        <Card title={t('title')} extra={<span className="muted">{t('lead')}</span>} flush>
          <div className="list-head">
            <label htmlFor="class-search">{t('search')}</label>
            <Input
              id="class-search"
              data-search="page"
              className="list-search"
              placeholder={t('searchPlaceholder')}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
              allowClear
            />
            <span className="muted code">{t('count', { count: shown.length })}</span>
          </div>
          {all?.length === 0 ? (
            <EmptyState title={t('none')} help={t('noneHelp')} />
          ) : all && shown.length === 0 ? (
            <NoneFound onClear={() => setWanted('')} />
          ) : (
            <ClassTable label={t('title')} classes={all && shown} onUpload={choose} />
          )}
        </Card>
      )}
      {chosen && all && (
        <UploadDialog
          key={chosen.file.name + chosen.file.lastModified}
          {...chosen}
          classes={all}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

function matching(classes: readonly SendableClass[], wanted: string): SendableClass[] {
  const text = wanted.trim().toUpperCase();
  return classes.filter(({ code, nameZh, group }) =>
    [code, nameZh, group].some((name) => name.toUpperCase().includes(text)),
  );
}
