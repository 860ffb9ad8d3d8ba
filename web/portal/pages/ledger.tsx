import type { Page } from '../page-data.ts';
import { CheckHere } from '../ledger/check-here.tsx';
import { useSay, useText } from '../parts/context.tsx';
import { Pair } from '../parts/fact.tsx';
import { Shell } from '../parts/shell.tsx';
import { Moment } from '../parts/words.tsx';
import { ledgerLogPath, verifierPath } from '../paths.ts';

type Content = Extract<Page, { page: 'ledger' }>;

export function Ledger({ content: { head, readOnly } }: { readonly content: Content }) {
  const t = useText();
  const say = useSay();
  return (
    <Shell>
      <h1>{t('ledger.heading')}</h1>
      <p className="lead">{t('ledger.lead')}</p>
      {readOnly !== null && (
        <div className="problem" role="alert">
          <h2>{t('ledger.readOnly')}</h2>
          <p>{say(readOnly)}</p>
        </div>
      )}
      <section className="card reading" aria-labelledby="what">
        <h2 id="what">{t('ledger.whatHeading')}</h2>
        <p>{t('ledger.what1')}</p>
        <p>{t('ledger.what2')}</p>
        <p>{t('ledger.what3')}</p>
      </section>
      {head === null ? (
        <section className="card" aria-labelledby="newest">
          <h2 id="newest">{t('ledger.newestHeading')}</h2>
          <p className="empty">{t('ledger.none')}</p>
        </section>
      ) : (
        <>
          <Newest head={head} />
          <section className="card" aria-labelledby="here">
            <h2 id="here">{t('ledger.hereHeading')}</h2>
            <p>{t('ledger.here')}</p>
            <CheckHere size={head.size} />
          </section>
          <Witnesses head={head} />
        </>
      )}
      <Commands verifierKey={head?.verifierKey ?? 'xinyong/ledger/…'} />
    </Shell>
  );
}

type Head = NonNullable<Content['head']>;

function Newest({ head }: { readonly head: Head }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="newest">
      <h2 id="newest">{t('ledger.newestHeading')}</h2>
      <dl className="facts">
        <Pair label={t('ledger.size')}>
          <span className="number">{t('ledger.entries', { count: head.size })}</span>
        </Pair>
        <Pair label={t('ledger.signedAt')}>
          <Moment at={head.signedAt} />
        </Pair>
        <Pair label={t('ledger.root')} wide>
          <span className="digest">{head.root}</span>
        </Pair>
        <Pair label={t('ledger.key')} wide>
          <span className="digest">{head.verifierKey}</span>
        </Pair>
      </dl>
      <h3 className="subheading">{t('ledger.note')}</h3>
      <pre className="source">{head.note}</pre>
      <p className="hint">{t('ledger.noteHint')}</p>
    </section>
  );
}

function Witnesses({ head }: { readonly head: Head }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="witnesses">
      <h2 id="witnesses">{t('ledger.witnessesHeading')}</h2>
      <p className="note">{t('ledger.witnesses')}</p>
      {head.witnessed.length === 0 ? (
        <p className="empty">{t('ledger.witnessesNone')}</p>
      ) : (
        <dl className="facts">
          {head.witnessed.map(({ witness, size }) => (
            <Pair key={witness} label={witness} wide>
              {t('ledger.witnessed', { count: size })}
            </Pair>
          ))}
        </dl>
      )}
    </section>
  );
}

/** For those who do not take a page's word either. */
function Commands({ verifierKey }: { readonly verifierKey: string }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="commands">
      <h2 id="commands">{t('ledger.commandsHeading')}</h2>
      <p>{t('ledger.commands')}</p>
      <pre className="source">{`node verify-ledger.mjs xinyong-ledger.log --key '${verifierKey}'`}</pre>
      <p className="actions">
        <a className="button-quiet" href={ledgerLogPath} download>
          {t('ledger.log')}
        </a>
        <a className="button-quiet" href={verifierPath} download>
          {t('ledger.verifier')}
        </a>
      </p>
      <p className="hint">{t('ledger.limits')}</p>
    </section>
  );
}
