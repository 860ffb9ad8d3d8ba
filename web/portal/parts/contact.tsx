import type { Contact } from '../../../server/portal/documents.ts';
import { Data, useText } from './context.tsx';
import { Pair } from './fact.tsx';

/** The window of the credit centre: where to go, whom to call, when. */
export function ContactCard({ contact }: { readonly contact: Contact }) {
  const t = useText();
  return (
    <section className="card reading" id="contact" aria-labelledby="contact-title">
      <h2 id="contact-title">{t('help.contactHeading')}</h2>
      <dl className="facts facts-one">
        <Pair label={t('help.contactName')}>
          <Data>{contact.name}</Data>
        </Pair>
        <Pair label={t('help.contactAddress')}>
          <Data>{contact.address}</Data>
        </Pair>
        <Pair label={t('help.contactTelephone')}>
          <Data>{contact.telephone}</Data>
        </Pair>
        <Pair label={t('help.contactHours')}>
          <Data>{contact.hours}</Data>
        </Pair>
      </dl>
      {contact.certainty === 'assumed' && <p className="note">{t('help.contactAssumed')}</p>}
    </section>
  );
}
