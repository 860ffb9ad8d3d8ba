import { useState, useSyncExternalStore } from 'react';

const never = () => () => {};
const inBrowser = () => true;
const onServer = () => false;

/** True once the page is alive in the browser; parts that need script appear only then. */
export function useAlive(): boolean {
  return useSyncExternalStore(never, inBrowser, onServer);
}

/** Copies the code without the drawn spaces. */
export function CopyButton({
  value,
  label,
  done,
}: {
  readonly value: string;
  readonly label: string;
  readonly done: string;
}) {
  const [copied, setCopied] = useState(false);
  const alive = useAlive();
  if (!alive) return null;
  const copy = () => {
    navigator.clipboard
      .writeText(value)
      .then(() => setCopied(true))
      .catch(() => setCopied(false));
  };
  return (
    <button type="button" className="button-quiet no-print" onClick={copy}>
      <span aria-live="polite">{copied ? done : label}</span>
    </button>
  );
}

export function PrintButton({ label }: { readonly label: string }) {
  return useAlive() ? (
    <button type="button" className="button-quiet no-print" onClick={() => window.print()}>
      {label}
    </button>
  ) : null;
}
