import { useTranslation } from 'react-i18next';

export const scopes = ['batches:write', 'batches:read', 'records:read', 'readings:read'] as const;
export type Scope = (typeof scopes)[number];

/** What a key may do, in words. */
export function useScopeWord(): (scope: string) => string {
  const { t } = useTranslation('access');
  return (scope) => {
    const known = scopes.find((one) => one === scope);
    const names = t('keys.scopeNames', { returnObjects: true });
    return known ? names[known] : scope;
  };
}
