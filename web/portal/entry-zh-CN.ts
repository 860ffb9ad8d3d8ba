import { portalZh } from '../shared/i18n/zh-CN/portal/index.ts';
import { takeOver } from './take-over.tsx';

takeOver(portalZh);
