import { madeUpRegistrationNumber, madeUpUscc } from './codes.ts';
import { addDays, addMonths, dateOfDay, dayNumber, onWeekday, type PlainDate } from './dates.ts';
import type { Random } from './random.ts';
import {
  brandFirst,
  brandSecond,
  FICTION,
  givenLast,
  places,
  streets,
  surnames,
} from './text/names.ts';
import { bodyTrades, trades, type Trade } from './text/trades.ts';

export type SubjectForm =
  | 'COMPANY'
  | 'HOUSEHOLD'
  | 'COOPERATIVE'
  | 'ASSOCIATION'
  | 'INSTITUTION'
  | 'LAW_FIRM'
  | 'COLLECTIVE';

/** A made-up organisation or household of the district. */
export interface Subject {
  readonly form: SubjectForm;
  readonly name: string;
  readonly former: { readonly name: string; readonly until: PlainDate } | null;
  readonly uscc: string;
  readonly registrationNumber: string | null;
  readonly household: boolean;
  readonly entityType: string;
  readonly representative: string;
  readonly established: PlainDate;
  /** Day of cancellation or revocation. */
  readonly ended: PlainDate | null;
  readonly status: string;
  readonly trade: Trade;
  readonly division: string;
  readonly address: string;
  /** Registered capital in ten thousand yuan. */
  readonly capital: string | null;
  /** Organisation that keeps its registration. */
  readonly registrar: string;
  /** No registration is ever sent: the platform knows only what others report. */
  readonly provisional: boolean;
}

interface FormPlan {
  readonly prefix: string;
  readonly registrar: string;
  readonly share: number;
}

const forms: Readonly<Record<SubjectForm, FormPlan>> = {
  COMPANY: { prefix: '91', registrar: 'SCJG', share: 520 },
  HOUSEHOLD: { prefix: '92', registrar: 'SCJG', share: 385 },
  COOPERATIVE: { prefix: '93', registrar: 'SCJG', share: 32 },
  ASSOCIATION: { prefix: '51', registrar: 'MZJ', share: 23 },
  INSTITUTION: { prefix: '12', registrar: 'BB', share: 16 },
  LAW_FIRM: { prefix: '31', registrar: 'SFJ', share: 7 },
  COLLECTIVE: { prefix: 'N2', registrar: 'NYJ', share: 17 },
};

/** A natural person as the sheets name one. */
export function personName(random: Random): string {
  const surname = random.pick(surnames);
  return random.chance(0.15) ? `${surname}某` : `${surname}某${random.pick(givenLast)}`;
}

function tradeOf(form: SubjectForm, random: Random): Trade {
  switch (form) {
    case 'COMPANY':
      return random.weighted(trades.map((trade) => [trade, trade.weight[0]] as const));
    case 'HOUSEHOLD':
      return random.weighted(trades.map((trade) => [trade, trade.weight[1]] as const));
    case 'COOPERATIVE':
      return bodyTrades.cooperative;
    case 'ASSOCIATION':
      return bodyTrades.association;
    case 'INSTITUTION':
      return bodyTrades.institution;
    case 'LAW_FIRM':
      return bodyTrades.lawFirm;
    case 'COLLECTIVE':
      return bodyTrades.collective;
  }
}

function nameOf(form: SubjectForm, trade: Trade, random: Random): string {
  const brand = `${FICTION}${random.pick(brandFirst)}${random.pick(brandSecond)}`;
  const line = random.pick(form === 'HOUSEHOLD' ? trade.shop : trade.company);
  switch (form) {
    case 'HOUSEHOLD':
      return `王益区${brand}${line}`;
    case 'COMPANY': {
      const end = random.weighted([
        ['有限公司', 80],
        ['有限责任公司', 16],
        ['股份有限公司', 4],
      ]);
      if (random.chance(0.12)) return `${brand}${line}（${random.pick(['铜川', '陕西'])}）${end}`;
      return `${random.pick(places)}${brand}${line}${end}`;
    }
    case 'COOPERATIVE':
      return `铜川市王益区${brand}${line}专业合作社`;
    case 'LAW_FIRM':
      return `陕西${brand}${line}`;
    case 'COLLECTIVE':
      return `铜川市王益区${brand}村${line}`;
    case 'ASSOCIATION':
    case 'INSTITUTION':
      return `铜川市王益区${brand}${line}`;
  }
}

function entityTypeOf(form: SubjectForm, name: string, random: Random): string {
  if (form === 'HOUSEHOLD') return '9500';
  if (form === 'COOPERATIVE') return '9100';
  if (form !== 'COMPANY') return '9999';
  return name.includes('股份')
    ? '1200'
    : random.weighted([
        ['1100', 97],
        ['2000', 3],
      ]);
}

/** As many subjects as asked for, each with a name and a code of its own. */
export function createSubjects(count: number, today: PlainDate, random: Random): Subject[] {
  const names = new Set<string>();
  const freshName = (form: SubjectForm, trade: Trade): string => {
    for (;;) {
      const name = nameOf(form, trade, random);
      if (names.has(name)) continue;
      names.add(name);
      return name;
    }
  };
  const formWeights = Object.entries(forms).map(
    ([form, plan]) => [form as SubjectForm, plan.share] as const,
  );
  const firstDay = dayNumber('1998-01-01');
  return Array.from({ length: count }, (_, serial) => {
    // The rare forms come first, so that even a tiny district has each of them.
    const form = formWeights[formWeights.length - 1 - serial]?.[0] ?? random.weighted(formWeights);
    const trade = tradeOf(form, random);
    const name = freshName(form, trade);
    const age = Math.floor((dayNumber(today) - 40 - firstDay) * random.next() ** 1.8);
    const ends = serial > 40 && random.chance(0.035) && form !== 'INSTITUTION';
    const youngest = ends || random.chance(0.06) ? addMonths(today, -72) : addDays(today, -40);
    const born = addDays(today, -40 - age);
    const established = onWeekday(born < youngest ? born : youngest);
    const ended = ends ? onWeekday(addDays(today, -random.int(30, 700))) : null;
    const renamed =
      ended === null &&
      form === 'COMPANY' &&
      established <= addMonths(today, -72) &&
      random.chance(0.4);
    const [division, road] = random.pick(streets);
    const plan = forms[form];
    const entityType = entityTypeOf(form, name, random);
    return {
      form,
      name,
      former: renamed
        ? {
            name: freshName(form, trade),
            until: onWeekday(addDays(today, -random.int(120, 1000))),
          }
        : null,
      uscc: madeUpUscc(plan.prefix, '610202', serial),
      registrationNumber:
        established < '2015-10-01' && plan.registrar === 'SCJG'
          ? madeUpRegistrationNumber('610202', form === 'HOUSEHOLD' ? 6 : 1, serial)
          : null,
      household: form === 'HOUSEHOLD',
      entityType,
      representative: personName(random),
      established,
      ended,
      status:
        ended === null
          ? '1'
          : random.weighted([
              ['4', 7],
              ['2', 3],
            ]),
      trade,
      division,
      address: `铜川市王益区${road}${random.int(1, 188)}号${random.chance(0.4) ? `${random.int(1, 6)}层` : ''}`,
      capital: ['1100', '1200', '9100'].includes(entityType)
        ? String(random.pick([5, 10, 30, 50, 50, 100, 100, 200, 300, 500, 1000, 2000, 56.8]))
        : null,
      registrar: plan.registrar,
      provisional: serial > 40 && ended === null && !renamed && random.chance(0.03),
    };
  });
}

/** The name the subject bore on the day. */
export function nameOn(subject: Subject, date: PlainDate): string {
  return subject.former !== null && date < subject.former.until
    ? subject.former.name
    : subject.name;
}

/**
 * A working day on which something may have happened to the subject: mostly of late, at most
 * `months` ago, never before it was established nor after it ended.
 */
export function factDay(
  subject: Subject,
  today: PlainDate,
  random: Random,
  months = 48,
): PlainDate {
  const last = dayNumber(subject.ended === null ? today : addDays(subject.ended, -1));
  const first = Math.max(dayNumber(addMonths(today, -months)), dayNumber(subject.established) + 10);
  const span = Math.max(0, last - first);
  const day = onWeekday(dateOfDay(last - Math.floor(span * random.next() ** 1.6)));
  return day < subject.established ? subject.established : day;
}
