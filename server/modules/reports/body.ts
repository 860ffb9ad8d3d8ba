import { createHash } from 'node:crypto';
import { addDays, type PlainDate } from '../../platform/plain-date.ts';
import { canonicalJson } from '../ledger/index.ts';
import { holdsOn, type Policy, type ReportSection, type ReportTemplate } from '../policy/index.ts';
import type { PublicFile } from '../publication/index.ts';

/** What a report says, apart from its number and time; equal files of equal policy give equal content. */
export interface ReportContent {
  readonly template: Pick<
    ReportTemplate,
    'id' | 'title' | 'subtitle' | 'edition' | 'basis' | 'issuer'
  >;
  readonly subject: ReportSubject;
  readonly sections: readonly ContentSection[];
}

interface ReportSubject {
  readonly name: string;
  readonly uscc: string;
  readonly kind: string;
  readonly status: string | null;
  readonly formerNames: readonly string[];
  readonly basics: readonly Field[];
  readonly source: string | null;
}

interface Field {
  readonly label: string;
  readonly value: string;
}

export interface ContentSection {
  readonly title: string;
  /** Words instead of records; null in a section of records. */
  readonly text: string | null;
  readonly classes: readonly ContentClass[];
}

interface ContentClass {
  readonly className: string;
  readonly count: number;
  /** The newest of them, as many as the template lists. */
  readonly items: readonly ContentItem[];
}

interface ContentItem {
  readonly title: string;
  readonly number: string | null;
  readonly authority: string;
  readonly source: string;
  readonly date: PlainDate;
  readonly dateLabel: string;
  /** Last day of publicity; null = as long as the subject exists. */
  readonly until: PlainDate | null;
  readonly level: string | null;
  readonly basis: string;
  readonly fields: readonly Field[];
}

/** The signed and hashed body of one issued report. */
export interface ReportBody {
  readonly number: string;
  readonly version: 'PUBLIC';
  readonly issuedAt: string;
  readonly dataUpTo: string;
  /** Said in every report of a demonstration, null in a real instance (K23). */
  readonly notice: string | null;
  readonly policy: string;
  readonly content: ReportContent;
}

/** Fields that only repeat whose report it is, or the source printed with every item. */
const SAID_ELSEWHERE = /^(?:行政相对人(?:名称|类别)|统一社会信用代码|数据来源单位.*)$/;
const PUBLIC_TEMPLATE = 'PUBLIC_ORGANISATION';

/** The template of the public report in force on the day; undefined when none is. */
export function templateOn(policy: Policy, day: PlainDate): ReportTemplate | undefined {
  return policy.reports.templates.findLast(
    (template) => template.id === PUBLIC_TEMPLATE && holdsOn(template, day),
  );
}

/** What the report of a public file says by a template; nothing that is not shown to everybody today gets in (K13, K15). */
export function reportContent(file: PublicFile, template: ReportTemplate): ReportContent {
  const { id, title, subtitle, edition, basis, issuer } = template;
  return {
    template: { id, title, subtitle, edition, basis, issuer },
    subject: {
      name: file.name,
      uscc: file.uscc,
      kind: file.kind,
      status: file.status,
      formerNames: file.formerNames,
      basics: file.basics.map(plain),
      source: file.basicsSource?.sourceUnit ?? null,
    },
    sections: template.sections.map((section) => ({
      title: section.title,
      text: section.text ?? null,
      classes: classesOf(section, file, template).map((entry) =>
        contentClass(entry, file, template),
      ),
    })),
  };
}

/** SHA-256 of a value in canonical form. */
export function digestOf(value: ReportBody | ReportContent): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest();
}

type ClassName = PublicFile['classes'][number];

/** The public classes of a section in its order; the section of the rest also takes what no other names. */
function classesOf(
  section: ReportSection,
  file: PublicFile,
  template: ReportTemplate,
): ClassName[] {
  const named = section.classes.flatMap((code) =>
    file.classes.filter(({ classCode }) => classCode === code),
  );
  if (section.kind !== 'REST') return named;
  const elsewhere = new Set([
    ...template.sections.flatMap(({ classes }) => classes),
    ...template.leftOut.map((left) => left.class),
  ]);
  return [...named, ...file.classes.filter(({ classCode }) => !elsewhere.has(classCode))];
}

function contentClass(
  { classCode, className }: ClassName,
  file: PublicFile,
  { mostListed }: ReportTemplate,
): ContentClass {
  const items = file.items.filter((item) => item.classCode === classCode);
  return {
    className,
    count: items.length,
    items: items.slice(0, mostListed).map((item) => ({
      title: item.title,
      number: item.documentNumber,
      authority: item.authority,
      source: item.sourceUnit,
      date: item.factDate,
      dateLabel: item.factDateLabel,
      until: item.shownUntil === null ? null : addDays(item.shownUntil, -1),
      level: item.level,
      basis: item.basis,
      fields: item.fields.filter(({ label }) => !SAID_ELSEWHERE.test(label)).map(plain),
    })),
  };
}

function plain({ label, value }: Field): Field {
  return { label, value };
}
