import { hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import type { PageData } from './page-data.ts';
import './styles/index.css';

const root = document.getElementById('app');
const data = document.getElementById('data')?.textContent;
if (root && data) hydrateRoot(root, <App data={JSON.parse(data) as PageData} />);
