import type { ReactNode } from 'react';
import { useDisplay } from '../display/display.tsx';

const HAN = /\p{Script=Han}/u;

/** Text that was recorded: never translated, and marked with its language where the page speaks another. */
export function Data({ text }: { readonly text: string }) {
  const { locale } = useDisplay();
  return locale !== 'zh-CN' && HAN.test(text) ? <span lang="zh-CN">{text}</span> : text;
}

/** A bare text where anything may stand is data. */
export function asData(node: ReactNode): ReactNode {
  return typeof node === 'string' ? <Data text={node} /> : node;
}
