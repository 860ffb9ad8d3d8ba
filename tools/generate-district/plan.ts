import * as administration from './builders/administration.ts';
import * as lists from './builders/courts-and-lists.ts';
import * as decisions from './builders/decisions.ts';
import * as finance from './builders/finance.ts';
import * as promises from './builders/promises.ts';
import * as registration from './builders/registration.ts';
import type { RowBuilder } from './rows.ts';

/** How the rows of one class come about. Plans stand in the order their files are loaded in. */
export interface ClassPlan {
  readonly code: string;
  /** Share of the rows beside the registrations; what it counts, the plan of the district says. */
  readonly weight: number;
  readonly senders: readonly (readonly [organisation: string, share: number])[];
  readonly build: RowBuilder;
  readonly who: 'ANY' | 'COMPANY' | 'RENAMED' | 'REGISTRY';
  /** Share of rows about natural persons. */
  readonly persons?: number;
  /** No more rows than there are places. */
  readonly cap?: number;
  /** Months back the facts may lie; 48 unless said. */
  readonly months?: number;
}

const market = [['SCJG', 1]] as const;

export const classPlans: readonly ClassPlan[] = [
  { code: 'REG_CHANGE', weight: 170, senders: market, build: registration.change, who: 'REGISTRY' },
  { code: 'REG_MEMBER', weight: 330, senders: market, build: registration.member, who: 'COMPANY' },
  {
    code: 'JUDGMENT',
    weight: 90,
    senders: [['FY', 1]],
    build: lists.judgment,
    who: 'ANY',
    persons: 0.04,
  },
  {
    code: 'ENFORCEMENT',
    weight: 80,
    senders: [['FY', 1]],
    build: lists.enforcement,
    who: 'ANY',
    persons: 0.04,
  },
  {
    code: 'ADMIN_LICENCE',
    weight: 1480,
    senders: [
      ['SPJ', 66],
      ['SCJG', 9],
      ['YCJ', 10],
      ['XFD', 5],
      ['HBJ', 5],
      ['GAJ', 3],
      ['NYJ', 2],
    ],
    build: decisions.licence,
    who: 'ANY',
    persons: 0.006,
  },
  {
    code: 'ADMIN_PENALTY',
    weight: 790,
    senders: [
      ['SCJG', 52],
      ['CGJ', 11],
      ['JTJ', 9],
      ['YJJ', 9],
      ['XFD', 6],
      ['HBJ', 5],
      ['WJJ', 5],
      ['WLJ', 3],
    ],
    build: decisions.penalty,
    who: 'ANY',
    persons: 0.008,
  },
  {
    code: 'ADMIN_COERCION',
    weight: 45,
    senders: [
      ['SCJG', 2],
      ['CGJ', 1],
    ],
    build: decisions.coercion,
    who: 'ANY',
  },
  {
    code: 'ADMIN_CONFIRMATION',
    weight: 80,
    senders: [['RSJ', 1]],
    build: administration.confirmation,
    who: 'ANY',
  },
  { code: 'ADMIN_LEVY', weight: 70, senders: [['SWJ', 1]], build: administration.levy, who: 'ANY' },
  {
    code: 'ADMIN_PAYMENT',
    weight: 60,
    senders: [['RSJ', 1]],
    build: administration.payment,
    who: 'COMPANY',
  },
  {
    code: 'ADMIN_ADJUDICATION',
    weight: 10,
    senders: [['ZRJ', 1]],
    build: administration.adjudication,
    who: 'ANY',
  },
  {
    code: 'ADMIN_COMPENSATION',
    weight: 15,
    senders: [['ZJJ', 1]],
    build: administration.compensation,
    who: 'ANY',
  },
  {
    code: 'ADMIN_REWARD',
    weight: 45,
    senders: [['GXJ', 1]],
    build: administration.reward,
    who: 'COMPANY',
  },
  {
    code: 'ADMIN_INSPECTION',
    weight: 600,
    senders: [
      ['SCJG', 60],
      ['YJJ', 14],
      ['WJJ', 14],
      ['XFD', 12],
    ],
    build: decisions.inspection,
    who: 'ANY',
  },
  {
    code: 'PROFESSION',
    weight: 36,
    senders: [
      ['JYJ', 1],
      ['WJJ', 1],
    ],
    build: finance.profession,
    who: 'ANY',
    persons: 1,
  },
  {
    code: 'ABNORMAL_LIST',
    weight: 130,
    senders: [
      ['SCJG', 5],
      ['SWJ', 1],
    ],
    build: lists.abnormalEntry,
    who: 'REGISTRY',
  },
  {
    code: 'SEVERE_LIST',
    weight: 30,
    senders: [
      ['SCJG', 2],
      ['SWJ', 1],
      ['RSJ', 1],
      ['FY', 2],
    ],
    build: lists.severeEntry,
    who: 'REGISTRY',
  },
  {
    code: 'CONTRACT',
    weight: 80,
    senders: [
      ['CZJ', 2],
      ['ZSJ', 1],
    ],
    build: promises.contract,
    who: 'COMPANY',
  },
  {
    code: 'PROMISE',
    weight: 250,
    senders: [
      ['SPJ', 3],
      ['SCJG', 2],
    ],
    build: promises.promise,
    who: 'ANY',
  },
  {
    code: 'PROMISE_PERFORMANCE',
    weight: 110,
    senders: [
      ['SPJ', 3],
      ['SCJG', 2],
    ],
    build: promises.performance,
    who: 'ANY',
  },
  {
    code: 'EVALUATION',
    weight: 160,
    senders: [
      ['ZXZX', 3],
      ['SWJ', 4],
    ],
    build: promises.evaluation,
    who: 'COMPANY',
  },
  {
    code: 'COMPLIANCE',
    weight: 50,
    senders: [
      ['SWJ', 3],
      ['RSJ', 1],
    ],
    build: lists.compliance,
    who: 'REGISTRY',
  },
  {
    code: 'HONOUR',
    weight: 70,
    senders: [
      ['XCB', 1],
      ['SCJG', 1],
    ],
    build: promises.honour,
    who: 'ANY',
  },
  { code: 'IP', weight: 70, senders: market, build: finance.intellectualProperty, who: 'COMPANY' },
  {
    code: 'VOLUNTARY',
    weight: 40,
    senders: [['ZXZX', 1]],
    build: finance.voluntary,
    who: 'COMPANY',
  },
  {
    code: 'FIN_TAX',
    weight: 110,
    senders: [['SWJ', 1]],
    build: finance.tax,
    who: 'COMPANY',
    months: 12,
  },
  {
    code: 'FIN_SOCIAL_INSURANCE',
    weight: 80,
    senders: [['RSJ', 1]],
    build: finance.socialInsurance,
    who: 'COMPANY',
    months: 12,
  },
  {
    code: 'FIN_HOUSING_FUND',
    weight: 40,
    senders: [['GJJ', 1]],
    build: finance.housingFund,
    who: 'COMPANY',
    months: 12,
  },
  {
    code: 'FIN_UTILITY',
    weight: 75,
    senders: [
      ['GD', 1],
      ['SWGS', 1],
    ],
    build: finance.utility,
    who: 'ANY',
    months: 12,
  },
  {
    code: 'FIN_REAL_ESTATE',
    weight: 40,
    senders: [['BDC', 1]],
    build: finance.realEstate,
    who: 'COMPANY',
  },
  {
    code: 'FIN_BID_WON',
    weight: 40,
    senders: [['GGZY', 1]],
    build: finance.bidWon,
    who: 'COMPANY',
  },
  {
    code: 'FIN_SUBSIDY',
    weight: 40,
    senders: [['GXJ', 1]],
    build: finance.subsidy,
    who: 'COMPANY',
  },
  {
    code: 'FIN_OPINION',
    weight: 20,
    senders: [['XCB', 1]],
    build: finance.opinion,
    who: 'COMPANY',
  },
  {
    code: 'GOV_INTEGRITY',
    weight: 20,
    senders: [['ZFB', 1]],
    build: administration.governmentIntegrity,
    who: 'ANY',
  },
  {
    code: 'RURAL_CREDIT',
    weight: 16,
    senders: [['NYJ', 1]],
    build: finance.ruralCredit,
    who: 'ANY',
    cap: 26,
  },
];

/** Registrations come first, the renamings among the changes next. */
export const registrationPlan = { code: 'REG_BASIC', build: registration.registration } as const;
export const renamingPlan = { code: 'REG_CHANGE', build: registration.renaming } as const;
