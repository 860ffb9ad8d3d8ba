/** The wish to stop, which may come at any moment of a start. */
export interface StopRequest {
  /** Resolves when the wish has come. */
  readonly asked: Promise<void>;
  readonly signal: AbortSignal;
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
  process.on('disconnect', ask);
  return {
    asked,
    signal: controller.signal,
    forget() {
      for (const name of signals) process.off(name, ask);
      process.off('disconnect', ask);
      if (process.connected) process.disconnect();
    },
  };
}
