import type { Page } from './page-data.ts';

/** What search engines are told: negative and household pages and answers are not kept (K10); null = nothing special. */
export function robotsOf(content: Page): string | null {
  switch (content.page) {
    case 'help':
    case 'ledger':
    case 'policies':
    case 'policy':
    case 'notices':
    case 'notice':
    case 'accessibility':
    case 'lists':
      return null;
    case 'home':
      return content.penalties.length > 0 ? 'noindex, noarchive' : null;
    case 'subject':
      return content.subject.negative || content.subject.household ? 'noindex, noarchive' : null;
    case 'item':
      return content.item.negative || content.item.household ? 'noindex, noarchive' : null;
    default:
      return 'noindex, noarchive';
  }
}
