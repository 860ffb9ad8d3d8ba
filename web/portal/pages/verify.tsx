import type { Page } from '../page-data.ts';
import { useSay, useText } from '../parts/context.tsx';
import { Shell } from '../parts/shell.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { FillFromAddress, VerifyFile } from '../parts/verify-file.tsx';
import { verifyPath } from '../paths.ts';

export function Verify({ content }: { readonly content: Extract<Page, { page: 'verify' }> }) {
  const t = useText();
  const say = useSay();
  const { number, answer, refusal } = content;
  return (
    <Shell>
      <h1>{t('verify.heading')}</h1>
      <p className="lead">{t('verify.lead')}</p>
      {refusal !== null && (
        <div className="problem" role="alert">
          <h2>{t('verify.problem')}</h2>
          <p>{say(refusal)}</p>
        </div>
      )}
      {answer !== null && <Verdict answer={answer} />}
      <section className="card" aria-labelledby="by-number">
        <h2 id="by-number">{t('verify.byNumber')}</h2>
        <form id="verify" className="verify-form" action={verifyPath} method="post">
          <label>
            <span>{t('verify.number')}</span>
            <input
              name="number"
              defaultValue={number}
              required
              maxLength={40}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="XYBG…"
            />
          </label>
          <label>
            <span>{t('verify.code')}</span>
            <input
              name="code"
              required
              maxLength={20}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="XXXX-XXXX-XXXX"
            />
          </label>
          <button type="submit" className="button">
            {t('verify.button')}
          </button>
        </form>
        <p className="hint">{t('verify.hint')}</p>
        <FillFromAddress />
      </section>
      <VerifyFile />
      <p className="disclaimer">{t('verify.logged')}</p>
    </Shell>
  );
}
