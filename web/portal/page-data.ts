import type {
  ItemSummary,
  OverviewAnswer,
  PublicItem,
  PublicSubject,
  SearchAnswer,
} from '../../server/modules/publication/answers.ts';
import type { LedgerHead } from '../../server/modules/ledger/index.ts';
import type { ListAnswer, ListsAnswer } from '../../server/modules/publication/list-answers.ts';
import type { VerificationAnswer } from '../../server/modules/reports/answers.ts';
import type { Contact, DatedDocument } from '../../server/portal/documents.ts';
import type { Notice } from '../../server/portal/notices.ts';
import type { Locale, Said } from '../shared/i18n/index.ts';

/** What every page carries, whatever it shows. */
export interface Frame {
  readonly locale: Locale;
  readonly big: boolean;
  readonly contrast: boolean;
  /** Addresses of this page with the other setting; they work without script. */
  readonly bigHref: string;
  readonly contrastHref: string;
  /** This page in the other language. */
  readonly langHref: string;
  readonly demonstration: boolean;
  readonly today: string;
}

export type Page =
  | {
      readonly page: 'home';
      readonly overview: OverviewAnswer;
      readonly licences: readonly ItemSummary[];
      readonly penalties: readonly ItemSummary[];
    }
  | { readonly page: 'search'; readonly q: string; readonly answer: SearchAnswer }
  | { readonly page: 'subject'; readonly subject: PublicSubject; readonly section: string | null }
  | { readonly page: 'list'; readonly answer: ListAnswer; readonly first: boolean }
  | { readonly page: 'lists'; readonly answer: ListsAnswer }
  | { readonly page: 'item'; readonly item: PublicItem }
  | {
      readonly page: 'verify';
      readonly number: string;
      readonly answer: VerificationAnswer | null;
      readonly refusal: Said | null;
    }
  | {
      readonly page: 'ledger';
      /** Null before the first checkpoint. */
      readonly head: LedgerHead | null;
      readonly readOnly: Said | null;
    }
  | {
      readonly page: 'policies';
      readonly q: string;
      readonly documents: readonly DatedDocument[];
    }
  | { readonly page: 'policy'; readonly document: DatedDocument }
  | { readonly page: 'notices'; readonly notices: readonly Notice[] }
  | { readonly page: 'notice'; readonly notice: Notice }
  | { readonly page: 'help'; readonly contact: Contact }
  | { readonly page: 'accessibility'; readonly contact: Contact }
  | { readonly page: 'notFound' }
  | { readonly page: 'error'; readonly reference: string };

/** Everything a page is rendered from, on the server and again in the browser. */
export interface PageData {
  readonly frame: Frame;
  readonly content: Page;
}

/** Built files the document refers to. */
export interface Assets {
  /** The script of the page's language, and what it imports. */
  readonly script: string;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}
