import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { judge, type Finding, type ShownRow, type Values } from '../../calls/intake.ts';

const PAUSE_MS = 400;

interface State {
  readonly findings: readonly Finding[];
  readonly outcome: string;
  readonly busy: boolean;
}

/**
 * What the judge says about a row with the cells typed so far; an unchanged row keeps its
 * findings. `masked` names the fields of which we hold no full value: the server judges those
 * when the row is sent, so until then what it said first stands.
 */
export function useJudged(row: ShownRow, changes: Values, masked: ReadonlySet<string>): State {
  const settled = useSettled(changes);
  const isChanged = Object.keys(settled).length > 0;
  const { data, isFetching } = useQuery({
    queryKey: ['judge', row.batchId, row.rowNumber, row.version, settled],
    queryFn: ({ signal }) => judge(row.classCode, { ...row.values, ...settled }, signal),
    enabled: isChanged,
    placeholderData: (before) => before,
    // What a person types is not kept longer than needed.
    gcTime: 0,
    staleTime: Infinity,
  });
  const judged = isChanged ? data?.rows[0] : undefined;
  const isBlind = ({ field }: Finding): boolean =>
    masked.has(field) && settled[field] === undefined;
  return {
    findings: judged
      ? [...judged.findings.filter((one) => !isBlind(one)), ...row.findings.filter(isBlind)]
      : row.findings,
    outcome: judged?.outcome ?? (row.state === 'QUARANTINED' ? 'QUARANTINED' : 'REFUSED'),
    busy: isFetching || settled !== changes,
  };
}

/** The value once nothing was typed for a moment. */
function useSettled(value: Values): Values {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
