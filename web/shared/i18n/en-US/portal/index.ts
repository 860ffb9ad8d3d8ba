import type { PortalTexts } from '../../index.ts';
import accessibility from './accessibility.json' with { type: 'json' };
import error from './error.json' with { type: 'json' };
import help from './help.json' with { type: 'json' };
import home from './home.json' with { type: 'json' };
import item from './item.json' with { type: 'json' };
import ledger from './ledger.json' with { type: 'json' };
import list from './list.json' with { type: 'json' };
import notFound from './not-found.json' with { type: 'json' };
import notices from './notices.json' with { type: 'json' };
import offline from './offline.json' with { type: 'json' };
import policies from './policies.json' with { type: 'json' };
import search from './search.json' with { type: 'json' };
import searchBox from './search-box.json' with { type: 'json' };
import site from './site.json' with { type: 'json' };
import subject from './subject.json' with { type: 'json' };
import timeline from './timeline.json' with { type: 'json' };
import verify from './verify.json' with { type: 'json' };

/** Texts of the portal in English; a key without text is a type error. */
export const portalEn: PortalTexts = {
  site,
  searchBox,
  home,
  search,
  subject,
  timeline,
  item,
  list,
  verify,
  help,
  ledger,
  policies,
  notices,
  accessibility,
  notFound,
  error,
  offline,
};
