import { useText } from '../parts/context.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Shell } from '../parts/shell.tsx';

export function NotFound() {
  const t = useText();
  return (
    <Shell>
      <h1>{t('notFound.heading')}</h1>
      <p>{t('notFound.text')}</p>
      <p>{t('notFound.advice')}</p>
      <SearchBox />
    </Shell>
  );
}

export function Failure({ reference }: { readonly reference: string }) {
  const t = useText();
  return (
    <Shell>
      <h1>{t('error.heading')}</h1>
      <p>{t('error.text')}</p>
      <p>{t('error.reference', { reference })}</p>
    </Shell>
  );
}
