import '../shared/tokens.css';
import './styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { isAboutSession, isAnswer, whenRefused } from './api.ts';
import { router } from './router.tsx';
import { sessionQuery } from './session/session.ts';
import { deskTheme } from './theme.ts';
import { texts } from './texts/index.ts';

dayjs.locale('zh-cn');

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
