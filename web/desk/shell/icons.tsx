import type { MenuKey } from './menu.ts';

/** Outlines of the menu, drawn on 16 by 16. */
const paths: Readonly<Record<MenuKey, string>> = {
  home: 'M2.5 3.5h11v9h-11zM5 6.5h6M5 9.5h4',
  batches: 'M3 5.5 8 3l5 2.5L8 8zM3 8l5 2.5L13 8M3 10.5 8 13l5-2.5',
  records: 'M4 2.5h6l2.5 2.5v8.5h-8.5zM10 2.5V5h2.5M6 8h4.5M6 10.5h4.5',
  classification: 'M3 4.5h2v2H3zM3 9.5h2v2H3zM7.5 5.5H13M7.5 10.5H13',
  quarantine: 'M8 2.5 13 4.5v4c0 2.5-2 4.3-5 5.5-3-1.2-5-3-5-5.5v-4zM8 5.5v3M8 10.5v.5',
  doubts: 'M2.5 4h6.5M2.5 8h4M2.5 12h6.5M11.5 5.5c0-2 3-2 3 0 0 1.3-1.5 1.3-1.5 3M13 10.8v.4',
  subjects: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5',
  keys: 'M5.5 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM7.5 8.5l5-5M10.5 5.5l2 2',
  readings:
    'M1.5 8S4 4 8 4s6.5 4 6.5 4S12 12 8 12 1.5 8 1.5 8zM8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  selfCheck: 'M3.5 8.5l3 3 6-7M13.5 8.5v5h-11v-11h7',
  state: 'M2 8.5h3l1.8-4.5 2.6 8 1.8-3.5H14',
  jobs: 'M3 3.5h10v3H3zM3 9.5h10v3H3zM5 5h.5M5 11h.5',
  audit: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3',
};

/** The picture of a menu entry; its word stands beside it. */
export function MenuIcon({ of }: { readonly of: MenuKey }) {
  return (
    <svg
      className="ant-menu-item-icon menu-icon"
      viewBox="0 0 16 16"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[of]} />
    </svg>
  );
}
