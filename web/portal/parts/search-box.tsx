import { useText } from './context.tsx';

/** The one search box: a plain form, so that it works without script. */
export function SearchBox({
  q = '',
  large = false,
}: {
  readonly q?: string;
  readonly large?: boolean;
}) {
  const t = useText();
  return (
    <search>
      <form
        className={large ? 'search-box search-box-large' : 'search-box'}
        action="/search"
        method="get"
      >
        <label className="search-label" htmlFor="q">
          {t('searchBox.label')}
        </label>
        <div className="search-row">
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={q}
            required
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="search"
            aria-describedby="q-hint"
            placeholder={t('searchBox.placeholder')}
          />
          <button type="submit" className="button">
            {t('searchBox.button')}
          </button>
        </div>
        <p className="hint" id="q-hint">
          {t('searchBox.hint')}
        </p>
      </form>
    </search>
  );
}
