import { App } from 'antd';
import { useMemo } from 'react';
import { useSentence } from './failure.tsx';

export interface Say {
  readonly info: (text: string) => void;
  readonly done: (text: string) => void;
  readonly failed: (error: unknown) => void;
}

const SECONDS = 8;

/** Short words over the page about what was just done. */
export function useSay(): Say {
  const { message } = App.useApp();
  const sentence = useSentence();
  return useMemo(
    () => ({
      info: (text) => void message.info(text, SECONDS),
      done: (text) => void message.success(text, SECONDS),
      failed: (error) => void message.error(sentence(error), SECONDS),
    }),
    [message, sentence],
  );
}
