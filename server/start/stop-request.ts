/** The wish to stop, which may come at any moment of a start. */
export interface StopRequest {
  /** Resolves when the wish has come. */
  readonly asked: Promise<void>;
  readonly signal: AbortSignal;
  /** True when the program that started us was killed, rather than somebody asking. */
  cutOff(): boolean;
  /** Takes the listeners away, so that the program can end. */
  forget(): void;
}

/** Ctrl-C, SIGTERM, a closed terminal, or the death of the program that started us. */
export function stopRequest(): StopRequest {
  const controller = new AbortController();
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const ask = (): void => {
    controller.abort();
    resolve();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  // Kept until the end: a second Ctrl-C must not cut the stopping off.
  for (const name of signals) process.on(name, ask);
  let cutOff = false;
  const orphaned = (): void => {
    cutOff ||= !controller.signal.aborted;
    ask();
  };
  process.on('disconnect', orphaned);
  return {
    asked,
    signal: controller.signal,
    cutOff: () => cutOff,
    forget() {
      for (const name of signals) process.off(name, ask);
      process.off('disconnect', orphaned);
      if (process.connected) process.disconnect();
    },
  };
}
