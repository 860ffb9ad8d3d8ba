import { portalEn } from '../shared/i18n/en-US/portal/index.ts';
import { takeOver } from './take-over.tsx';

takeOver(portalEn);
