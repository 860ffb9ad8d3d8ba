import { useState, type SyntheticEvent } from 'react';
import { useAlive } from '../parts/enhanced.tsx';
import { useText } from '../parts/context.tsx';
import { checkLedger, type Finding, type Platform } from './check.ts';
import { remember, remembered } from './remembered.ts';

const API = '/api/v1/ledger';

const platform: Platform = {
  head: () => ask(`${API}/checkpoint`),
  inclusion: (position) => ask(`${API}/inclusion/${position}`),
  consistency: (from, to) => ask(`${API}/consistency?from=${from}&to=${to}`),
};

async function ask<T>(address: string): Promise<T> {
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${address} ${answer.status}`);
  return (await answer.json()) as T;
}

type State =
  | { readonly kind: 'waiting' | 'checking' | 'failed' }
  | { readonly kind: 'checked'; readonly findings: readonly Finding[] };

/** Verifies the ledger with the visitor's own browser, and says in words what was compared. */
export function CheckHere({ size }: { readonly size: number }) {
  const t = useText();
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const [position, setPosition] = useState('');
  if (!useAlive()) return <p className="note">{t('ledger.needsScript')}</p>;
  // The browser gives its cryptography to safe connections only.
  if (!window.isSecureContext) return <p className="note">{t('ledger.needsSafety')}</p>;
  const check = async (): Promise<void> => {
    setState({ kind: 'checking' });
    try {
      const { findings, seen } = await checkLedger(platform, remembered(), (newest) =>
        position === '' ? any(newest) : Number(position),
      );
      setState({ kind: 'checked', findings });
      // What was found wrong never takes the place of what was right.
      if (seen !== null && findings.every(({ outcome }) => outcome !== 'BAD')) remember(seen);
    } catch {
      setState({ kind: 'failed' });
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void check();
  };
  return (
    <>
      <form className="verify-form ledger-form no-print" onSubmit={submit}>
        <label>
          <span>{t('ledger.position', { last: size - 1 })}</span>
          <input
            value={position}
            onChange={(event) => setPosition(event.currentTarget.value.trim())}
            inputMode="numeric"
            pattern="[0-9]*"
            maxLength={12}
            autoComplete="off"
            aria-describedby="position-hint"
          />
        </label>
        <button type="submit" className="button">
          {t('ledger.check')}
        </button>
      </form>
      <p className="hint" id="position-hint">
        {t('ledger.positionHint')}
      </p>
      <div aria-live="polite">
        {state.kind === 'checking' && <p>{t('ledger.checking')}</p>}
        {state.kind === 'failed' && <p className="finding-bad">{t('ledger.failed')}</p>}
        {state.kind === 'checked' && <Findings findings={state.findings} />}
      </div>
    </>
  );
}

const words = {
  GOOD: 'ledger.good',
  BAD: 'ledger.bad',
  UNKNOWN: 'ledger.unknown',
  FIRST: 'ledger.first',
} as const;

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useText();
  const isBad = findings.some(({ outcome }) => outcome === 'BAD');
  return (
    <>
      <ol className="findings">
        {findings.map(({ outcome, text, values }) => (
          <li key={text} className={`finding finding-${outcome.toLowerCase()}`}>
            <b>{t(words[outcome])}</b>
            <span>{t(text, values)}</span>
          </li>
        ))}
      </ol>
      {isBad && <p className="problem">{t('ledger.whatNow')}</p>}
    </>
  );
}

/** Any position of the log, so that nobody can guess which entry will be asked for. */
function any(size: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.floor((drawn / 2 ** 32) * size);
}
