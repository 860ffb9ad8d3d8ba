import type { PageData } from './page-data.ts';
import { Home } from './pages/home.tsx';
import { Item } from './pages/item.tsx';
import { Search } from './pages/search.tsx';
import { Subject } from './pages/subject.tsx';
import { Verify } from './pages/verify.tsx';
import { Failure, Help, NotFound } from './pages/words.tsx';
import { FrameProvider } from './parts/context.tsx';

/** The whole page for its data; the same on the server and in the browser. */
export function App({ data }: { readonly data: PageData }) {
  return (
    <FrameProvider value={data.frame}>
      <Content data={data} />
    </FrameProvider>
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
    case 'verify':
      return <Verify content={content} />;
    case 'help':
      return <Help />;
    case 'notFound':
      return <NotFound />;
    case 'error':
      return <Failure reference={content.reference} />;
  }
}
