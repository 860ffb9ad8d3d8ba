import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { NotFound } from './pages/not-found.tsx';
import { Broken } from './pages/broken.tsx';
import { HomePage } from './pages/home/home-page.tsx';
import { Start } from './pages/start.tsx';
import { readBatchFilter } from './pages/batches/filter.ts';
import { readRowFilter } from './pages/batch/filter.ts';
import { readQuarantineFilter } from './pages/quarantine/filter.ts';
import { readRecordFilter } from './pages/records/filter.ts';
import { readAfter, readSubjectDates, readSubjectSearch } from './pages/search-params.ts';
import { SessionGate } from './session/gate.tsx';

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <Outlet />
    </SessionGate>
  ),
  notFoundComponent: NotFound,
  errorComponent: Broken,
});
const at = { getParentRoute: () => root };

const pages = [
  createRoute({ ...at, path: '/', component: Start }),
  createRoute({ ...at, path: '/today', component: HomePage }),
  createRoute({
    ...at,
    path: '/batches',
    validateSearch: readBatchFilter,
    component: lazyRouteComponent(() => import('./pages/batches/batches-page.tsx'), 'BatchesPage'),
  }),
  createRoute({
    ...at,
    path: '/batches/$batchId',
    validateSearch: readRowFilter,
    component: lazyRouteComponent(() => import('./pages/batch/batch-page.tsx'), 'BatchPage'),
  }),
  createRoute({
    ...at,
    path: '/records',
    validateSearch: readRecordFilter,
    component: lazyRouteComponent(() => import('./pages/records/records-page.tsx'), 'RecordsPage'),
  }),
  createRoute({
    ...at,
    path: '/classification',
    validateSearch: readAfter,
    component: lazyRouteComponent(
      () => import('./pages/classification/classification-page.tsx'),
      'ClassificationPage',
    ),
  }),
  createRoute({
    ...at,
    path: '/quarantine',
    validateSearch: readQuarantineFilter,
    component: lazyRouteComponent(
      () => import('./pages/quarantine/quarantine-page.tsx'),
      'QuarantinePage',
    ),
  }),
  createRoute({
    ...at,
    path: '/doubts',
    validateSearch: readAfter,
    component: lazyRouteComponent(() => import('./pages/doubts/doubts-page.tsx'), 'DoubtsPage'),
  }),
  createRoute({
    ...at,
    path: '/subjects',
    validateSearch: readSubjectSearch,
    component: lazyRouteComponent(
      () => import('./pages/subjects/subjects-page.tsx'),
      'SubjectsPage',
    ),
  }),
  createRoute({
    ...at,
    path: '/subjects/$uscc',
    validateSearch: readSubjectDates,
    component: lazyRouteComponent(() => import('./pages/subjects/subject-page.tsx'), 'SubjectPage'),
  }),
  createRoute({
    ...at,
    path: '/keys',
    component: lazyRouteComponent(() => import('./pages/access/keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    ...at,
    path: '/readings',
    validateSearch: readAfter,
    component: lazyRouteComponent(() => import('./pages/access/readings-page.tsx'), 'ReadingsPage'),
  }),
  createRoute({
    ...at,
    path: '/audit',
    validateSearch: readAfter,
    component: lazyRouteComponent(() => import('./pages/access/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...at,
    path: '/self-check',
    component: lazyRouteComponent(
      () => import('./pages/access/self-check-page.tsx'),
      'SelfCheckPage',
    ),
  }),
  createRoute({
    ...at,
    path: '/state',
    component: lazyRouteComponent(() => import('./pages/system/state-page.tsx'), 'StatePage'),
  }),
  createRoute({
    ...at,
    path: '/jobs',
    component: lazyRouteComponent(() => import('./pages/system/jobs-page.tsx'), 'JobsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(pages),
  basepath: '/desk',
  scrollRestoration: true,
  // What no page knows does not reach the questions it asks the server.
  search: { strict: true },
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
