import { hydrateRoot } from 'react-dom/client';
import type { PortalTexts } from '../shared/i18n/index.ts';
import { App } from './app.tsx';
import type { PageData } from './page-data.ts';
import './styles/index.css';

const WAIT_MS = 2_000;

/** Brings the page the server drew to life, with the texts of its language. */
export function takeOver(texts: PortalTexts): void {
  const root = document.getElementById('app');
  const data = document.getElementById('data')?.textContent;
  if (root && data) hydrateRoot(root, <App data={JSON.parse(data) as PageData} texts={texts} />);
  // After everything else: what it keeps is of use without a connection only.
  if ('serviceWorker' in navigator)
    window.addEventListener('load', () => setTimeout(keepShell, WAIT_MS));
}

/** A browser that forbids it (private windows, plain http) goes on without. */
function keepShell(): void {
  navigator.serviceWorker.register('/service-worker.js').catch(() => {});
}
