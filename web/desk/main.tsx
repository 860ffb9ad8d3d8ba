import '../shared/tokens.css';
import './desk.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { isAnswer, isSignedOut } from './api.ts';
import { router } from './router.tsx';
import { sessionQuery } from './session/session.ts';
import { deskTheme } from './theme.ts';
import { texts } from './texts/index.ts';

dayjs.locale('zh-cn');

/** A session that ended, or another one begun in a second tab: ask who is signed in now. */
function onRefusal(error: unknown): void {
  if (isSignedOut(error) || (isAnswer(error) && error.code === 'CSRF_REFUSED')) {
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: onRefusal }),
  mutationCache: new MutationCache({ onError: onRefusal }),
  defaultOptions: {
    queries: {
      // A refusal is an answer; only a lost connection is worth another try.
      retry: (failures, error) => failures < 2 && !isAnswer(error),
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <ConfigProvider locale={zhCN} theme={deskTheme} button={{ autoInsertSpace: false }}>
          <AntdApp message={{ maxCount: 2 }}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </AntdApp>
        </ConfigProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
