import '../shared/tokens.css';
import './styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntdApp } from 'antd';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { isAboutSession, isAnswer, whenRefused } from './api.ts';
import { DisplayProvider } from './display/display.tsx';
import { speak } from './display/language.ts';
import { rememberedLocale } from './display/remembered.ts';
import { router } from './router.tsx';
import { sessionQuery } from './session/session.ts';
import { texts } from './texts/index.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only a lost connection is worth another try.
      retry: (failures, error) => failures < 2 && !isAnswer(error),
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
  },
});

// Ask who is signed in now; the page stays, so that nothing typed is lost.
whenRefused((refusal) => {
  if (isAboutSession(refusal)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <DisplayProvider first={await speak(rememberedLocale())}>
          <AntdApp message={{ maxCount: 2 }}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </AntdApp>
        </DisplayProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
