import type { VerificationAnswer } from '../../../server/modules/reports/answers.ts';
import { subjectPath } from '../paths.ts';
import { useDataLang, useSay, useText } from './context.tsx';
import { Pair } from './fact.tsx';
import { Code, Moment } from './words.tsx';

/** What the register says, first in words, then with the facts to compare with the paper. */
export function Verdict({ answer }: { readonly answer: VerificationAnswer }) {
  const t = useText();
  const say = useSay();
  const lang = useDataLang();
  const good = answer.status === 'VALID';
  return (
    <section
      className={good ? 'card verdict verdict-good' : 'card verdict verdict-bad'}
      aria-labelledby="verdict"
    >
      <h2 id="verdict">{t(`verify.status${answer.status}`)}</h2>
      <p>{say(answer)}</p>
      {answer.number !== null && (
        <dl className="facts">
          <Pair label={t('verify.number')}>
            <Code value={answer.number} />
          </Pair>
          {answer.subject !== null && (
            <>
              <Pair label={t('verify.subject')}>
                <a href={subjectPath(answer.subject.uscc)} lang={lang}>
                  {answer.subject.name}
                </a>
              </Pair>
              <Pair label={t('subject.code')}>
                <Code value={answer.subject.uscc} />
              </Pair>
            </>
          )}
          {answer.issuedAt !== null && (
            <Pair label={t('verify.issuedAt')}>
              <Moment at={answer.issuedAt} />
            </Pair>
          )}
          {answer.endedAt !== null && (
            <Pair label={t('verify.endedAt')}>
              <Moment at={answer.endedAt} />
            </Pair>
          )}
          {answer.successor !== null && (
            <Pair label={t('verify.successor')}>
              <Code value={answer.successor} />
            </Pair>
          )}
          <Pair label={t('verify.askedAt')}>
            <Moment at={answer.askedAt} />
          </Pair>
          <Pair label={t('verify.bodyDigest')} wide>
            <span className="digest">{answer.bodyDigest}</span>
          </Pair>
          <Pair label={t('verify.fileDigest')} wide>
            <span className="digest">{answer.fileDigest}</span>
          </Pair>
        </dl>
      )}
      <p className="hint">
        {t(answer.by === 'CODE' ? 'verify.askedByCode' : 'verify.askedByFile')}
      </p>
    </section>
  );
}
