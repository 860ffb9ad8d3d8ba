/** The checkpoint this browser saw last and the key that signed it: hashes only, nothing about anybody. */
export interface Remembered {
  readonly note: string;
  readonly verifierKey: string;
}

const PLACE = 'ledger.seen';

/** What was remembered; null at the first visit, or when the browser keeps nothing. */
export function remembered(): Remembered | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Partial<Remembered> | null;
    return typeof kept?.note === 'string' && typeof kept.verifierKey === 'string'
      ? { note: kept.note, verifierKey: kept.verifierKey }
      : null;
  } catch {
    return null;
  }
}

/** Remembers for the next visit; a browser that keeps nothing begins anew each time. */
export function remember({ note, verifierKey }: Remembered): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ note, verifierKey }));
  } catch {
    // Keeping is forbidden here: the next visit is a first one again.
  }
}
