import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 5000;

/** Reads a changing text to whoever listens instead of looking: politely, at most once in five seconds. */
export function Live({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('');
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + PAUSE_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return <output className="only-read">{said}</output>;
}
