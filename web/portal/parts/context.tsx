import { createContext, useContext } from 'react';
import { portalText, type Translate } from '../../shared/i18n/index.ts';
import type { Frame } from '../page-data.ts';

const FrameContext = createContext<Frame | null>(null);
export const FrameProvider = FrameContext.Provider;

/** What every page carries: language, display settings, the day. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('a page part was rendered outside its page');
  return frame;
}

/** Texts of the page's language. */
export function useText(): Translate {
  return portalText(useFrame().locale);
}
