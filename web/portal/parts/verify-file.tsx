import { useEffect, useState } from 'react';
import type { VerificationAnswer } from '../../../server/modules/reports/answers.ts';
import { useText } from './context.tsx';
import { useAlive } from './enhanced.tsx';
import { Verdict } from './verdict.tsx';

/**
 * Takes the code out of the address a QR led to, fills it in and asks. It stands behind the hash so
 * that no server saw it, and is removed at once so that no history keeps it.
 */
export function FillFromAddress() {
  useEffect(() => {
    const form = document.getElementById('verify');
    const code = decodeURIComponent(window.location.hash.slice(1));
    if (!(form instanceof HTMLFormElement) || !/^[\w-]{12,14}$/.test(code)) return;
    window.history.replaceState(null, '', window.location.pathname);
    const field = form.elements.namedItem('code');
    if (field instanceof HTMLInputElement) field.value = code;
    form.requestSubmit();
  }, []);
  return null;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly answer: VerificationAnswer }
  | { readonly kind: 'failed' };

/** Verifies a file by its digest, which the browser computes: the file itself never leaves it. */
export function VerifyFile() {
  const t = useText();
  const [state, setState] = useState<State>({ kind: 'waiting' });
  if (!useAlive()) return null;
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setState({ kind: 'asking' });
    ask(file).then(
      (answer) => setState({ kind: 'answered', answer }),
      () => setState({ kind: 'failed' }),
    );
  };
  return (
    <>
      <section className="card no-print" aria-labelledby="by-file">
        <h2 id="by-file">{t('verify.byFile')}</h2>
        <label className="drop">
          <span className="button-quiet">{t('verify.choose')}</span>
          <span>{t('verify.drop')}</span>
          <input
            type="file"
            accept="application/pdf,.pdf"
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </label>
        <p className="hint">{t('verify.dropHint')}</p>
        <output>
          {state.kind === 'asking' && t('verify.asking')}
          {state.kind === 'failed' && t('verify.failed')}
        </output>
      </section>
      {state.kind === 'answered' && <Verdict answer={state.answer} />}
    </>
  );
}

async function ask(file: File): Promise<VerificationAnswer> {
  const bytes = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const digest = [...new Uint8Array(bytes)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const answer = await fetch('/api/v1/public/reports/file-verification', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ digest }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as VerificationAnswer;
}
