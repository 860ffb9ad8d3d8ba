import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The desk is a build of its own: its component library never reaches the portal.
export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome109', 'safari15.4'],
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 3,
            },
            {
              name: 'antd',
              // The English words of the components come with the English texts.
              test: /node_modules[\\/](antd|@ant-design|@rc-component)[\\/](?!.*en_GB)/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
