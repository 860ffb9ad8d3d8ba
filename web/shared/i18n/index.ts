import portalZh from './zh-CN/portal.json' with { type: 'json' };

/** Languages the product speaks; Chinese is complete, others follow key by key. */
export type Locale = 'zh-CN';

const portal = { 'zh-CN': portalZh } as const;

type Leaves<T> = T extends string
  ? ''
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** Every key of the portal's catalogue, such as `search.none.title`. */
export type PortalKey = Leaves<typeof portalZh>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: PortalKey, values?: Values) => string;

/** Gives the text of a key with `{{name}}` filled in; a key without text is a type error. */
export function portalText(locale: Locale): Translate {
  const catalogue: unknown = portal[locale];
  return (key, values = {}) => {
    const text = key.split('.').reduce<unknown>(step, catalogue);
    if (typeof text !== 'string') return key;
    return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));
  };
}

function step(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null
    ? (node as Record<string, unknown>)[key]
    : undefined;
}
