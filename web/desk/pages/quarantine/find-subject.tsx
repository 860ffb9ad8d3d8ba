import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archive } from '../../calls/records.ts';
import { Failure } from '../../parts/failure.tsx';
import { usePurposes } from '../../purpose/purpose.tsx';

export interface Candidate {
  readonly subjectId: string;
  readonly name: string;
  readonly uscc: string | null;
}

/** Finds the subject of a code that the proposals do not name; the look-up is logged. */
export function FindSubject({ onFound }: { readonly onFound: (found: Candidate) => void }) {
  const { t } = useTranslation('quarantine');
  const { purposeOf } = usePurposes();
  const [code, setCode] = useState('');
  const find = useMutation({
    mutationFn: async (uscc: string): Promise<Candidate> => {
      const { subject } = await archive(purposeOf('quarantine') ?? '', uscc, {});
      return { subjectId: subject.subjectId, name: subject.name ?? '', uscc: subject.uscc };
    },
    onSuccess: onFound,
  });
  const wanted = code.replace(/\s/g, '').toUpperCase();
  return (
    <div className="gap-below">
      <label htmlFor="find-subject">{t('findLabel')}</label>
      <div className="search-line">
        <Input
          id="find-subject"
          value={code}
          maxLength={40}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button loading={find.isPending} onClick={() => wanted && find.mutate(wanted)}>
          {t('findButton')}
        </Button>
      </div>
      {find.error && <Failure error={find.error} />}
    </div>
  );
}
