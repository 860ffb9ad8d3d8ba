import type { PortalTexts } from '../shared/i18n/index.ts';
import type { PageData } from './page-data.ts';
import { Accessibility } from './pages/accessibility.tsx';
import { Help } from './pages/help.tsx';
import { Home } from './pages/home.tsx';
import { Item } from './pages/item.tsx';
import { Ledger } from './pages/ledger.tsx';
import { NoticePage, Notices } from './pages/notices.tsx';
import { Policies, PolicyDocument } from './pages/policies.tsx';
import { List } from './pages/list.tsx';
import { Lists } from './pages/lists.tsx';
import { Search } from './pages/search.tsx';
import { Subject } from './pages/subject.tsx';
import { Verify } from './pages/verify.tsx';
import { Failure, NotFound } from './pages/words.tsx';
import { PageProvider } from './parts/context.tsx';

/** The whole page for its data; the same on the server and in the browser. */
export function App({ data, texts }: { readonly data: PageData; readonly texts: PortalTexts }) {
  return (
    <PageProvider frame={data.frame} texts={texts}>
      <Content data={data} />
    </PageProvider>
  );
}

function Content({ data: { content } }: { readonly data: PageData }) {
  switch (content.page) {
    case 'home':
      return <Home content={content} />;
    case 'search':
      return <Search content={content} />;
    case 'subject':
      return <Subject content={content} />;
    case 'item':
      return <Item content={content} />;
    case 'list':
      return <List content={content} />;
    case 'lists':
      return <Lists content={content} />;
    case 'verify':
      return <Verify content={content} />;
    case 'ledger':
      return <Ledger content={content} />;
    case 'policies':
      return <Policies content={content} />;
    case 'policy':
      return <PolicyDocument document={content.document} />;
    case 'notices':
      return <Notices notices={content.notices} />;
    case 'notice':
      return <NoticePage notice={content.notice} />;
    case 'help':
      return <Help contact={content.contact} />;
    case 'accessibility':
      return <Accessibility contact={content.contact} />;
    case 'notFound':
      return <NotFound />;
    case 'error':
      return <Failure reference={content.reference} />;
  }
}
