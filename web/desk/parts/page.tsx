import { useEffect, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asData, Data } from './data.tsx';

/** Names the browser's tab after the page. */
export function useTitle(page: string): void {
  const { t } = useTranslation('common');
  useEffect(() => {
    document.title = t('title', { page });
  }, [page, t]);
}

interface Props {
  readonly title: string;
  /** Beside the title, e.g. a state in words. */
  readonly mark?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the desk: its one heading, what can be done here, and its cards. */
export function Page({ title, mark, lead, actions, children }: Props) {
  useTitle(title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            <Data text={title} />
            {mark}
          </h1>
          {lead !== undefined && <p className="muted page-lead">{asData(lead)}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}

interface CardProps {
  readonly title?: string;
  readonly extra?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A bordered part of a page. */
export function Card({ title, extra, flush = false, children }: CardProps) {
  const heading = useId();
  return (
    <section
      className={flush ? 'card card-flush' : 'card'}
      {...(title === undefined ? {} : { 'aria-labelledby': heading })}
    >
      {title !== undefined && (
        <div className="card-head">
          <h2 id={heading}>
            <Data text={title} />
          </h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}
