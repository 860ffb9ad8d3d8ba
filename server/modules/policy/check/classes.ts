import type { AnyField, Context, Entry, Fields } from './report.ts';
import type { Field, InformationClass } from '../catalogue-shape.ts';
import { checkExpression, checkRegex, remedies } from './report.ts';
import { checkRules } from './rules.ts';

/** Reports what does not fit in the catalogue: fields, lists, senders, rules, envelope, code lists, scan lists. */
export function checkCatalogue(context: Context): void {
  const { catalogue, publication } = context.policy;
  const published = new Set(publication.classes.map((entry) => entry.class));
  const factDates = new Map<string, string | null>();
  for (const candidate of catalogue.classes) {
    const entry = context.entry(candidate, candidate.code, 'catalogue/classes');
    checkClass(candidate, context, entry);
    // The day of the fact chooses the version, so that it must be the same field in all of them.
    const { code, factDate } = candidate;
    if (factDates.has(code) && factDates.get(code) !== factDate)
      entry.add('各版本的事实日期字段不一致', '请让同一类别的各个版本用同一个事实日期字段');
    factDates.set(code, factDate);
    if (!published.has(candidate.code))
      entry.add('缺少公示规则', '请在 publication/classes.json 为本类补上一条');
  }
  const envelope = new Map<string, AnyField>(
    catalogue.envelope.map((field) => [field.code, field]),
  );
  for (const field of catalogue.envelope)
    checkField(
      field,
      envelope,
      context,
      context.entry(field, field.code, 'catalogue/envelope.json'),
      true,
    );
  checkRules(
    catalogue.rules,
    { prefix: 'ENV', file: 'catalogue/envelope.json', fields: envelope },
    context,
  );
  checkCodeLists(context);
  checkScanLists(context);
}

function checkClass(candidate: InformationClass, context: Context, entry: Entry): void {
  const { policy, lists, organisations } = context;
  const fields = new Map<string, AnyField>(
    policy.catalogue.envelope.map((field) => [field.code, field]),
  );
  for (const field of [...candidate.items, ...candidate.platformFields]) {
    if (fields.has(field.code)) entry.add(`字段代码“${field.code}”重复`, '请改用未用过的字段代码');
    fields.set(field.code, field);
    entry.known(`字段 ${field.code} 的代码集`, [field.codelist], lists, remedies.list);
  }
  for (const { code } of candidate.platformFields) fields.delete(code);
  for (const field of candidate.items) checkField(field, fields, context, entry);
  const { subject, authority, dataSource } = candidate;
  const named = [
    ...candidate.identityKey,
    candidate.factDate,
    ...candidate.clockDate,
    candidate.documentNumber,
    subject.name,
    subject.uscc,
    subject.idType,
    subject.idNumber,
    subject.kind,
    subject.kindFrom?.field,
    subject.reference?.field,
    subject.division,
    authority.name,
    authority.uscc,
    dataSource.name,
    dataSource.uscc,
  ];
  entry.known('字段', named, fields, remedies.field);
  for (const code of [candidate.factDate, ...candidate.clockDate]) {
    const field = code === null ? undefined : fields.get(code);
    if (field !== undefined && field.type !== 'date')
      entry.add(`“${field.code}”不是日期字段，不能作事实日期或计时日期`, '请改用日期字段');
  }
  entry.known('所引用的信息类别', [subject.reference?.class], context.classes, remedies.class);
  entry.known('报送单位', candidate.senders, organisations, remedies.organisation);
  checkSenders(candidate, context, entry);
  checkExpression(candidate.negativeWhen, fields, context, entry);
  const file = entry.file;
  checkRules(candidate.rules, { prefix: candidate.prefix, file, fields }, context);
}

function checkSenders(candidate: InformationClass, context: Context, entry: Entry): void {
  const { senderGroups } = context.policy.organisations;
  if (candidate.sendersRule === 'LISTED') return;
  const group = Object.hasOwn(senderGroups, candidate.sendersRule)
    ? senderGroups[candidate.sendersRule]
    : undefined;
  if (group === undefined) {
    entry.add(
      `报送单位组“${candidate.sendersRule}”不存在`,
      '请改用 organisations/sender-groups.json 中的组，或写 LISTED',
    );
  } else if (
    group.length !== candidate.senders.length ||
    !group.every((code) => candidate.senders.includes(code))
  ) {
    entry.add(`报送单位与单位组 ${candidate.sendersRule} 不一致`, '请使两处相同，或写 LISTED');
  }
}

type ReportedField = Pick<
  Field,
  'code' | 'type' | 'codelist' | 'scanProfile' | 'requiredWhen' | 'blankWhen'
>;

function checkField(
  field: ReportedField,
  fields: Fields,
  context: Context,
  entry: Entry,
  platformNames = false,
): void {
  const { scanProfile, requiredWhen, blankWhen } = field;
  entry.known(
    `字段 ${field.code} 的代码集`,
    platformNames ? [field.codelist] : [],
    context.lists,
    remedies.list,
  );
  const profiles = new Set(Object.keys(context.policy.scanLists.profiles));
  entry.known(
    `字段 ${field.code} 的扫描方案`,
    [scanProfile],
    profiles,
    '请改用 scan-lists.json 中的方案',
  );
  checkExpression(requiredWhen, fields, context, entry, platformNames);
  checkExpression(blankWhen, fields, context, entry, platformNames);
}

function checkCodeLists(context: Context): void {
  for (const [name, list] of Object.entries(context.policy.codelists.lists)) {
    const entry = context.entry(list, name, 'codelists');
    if (list.code !== name) entry.add(`代码“${list.code}”与键“${name}”不一致`, '请使两处相同');
    const seen = new Set<string>();
    for (const { value, validFrom } of list.values) {
      const key = `${value} ${validFrom ?? ''}`;
      if (seen.has(key)) entry.add(`值“${value}”重复`, '请只保留一处');
      seen.add(key);
    }
  }
}

function checkScanLists(context: Context): void {
  const { scanLists } = context.policy;
  const file = 'scan-lists.json';
  const ids = { personal: new Set<string>(), prohibited: new Set<string>() };
  for (const group of ['personal', 'prohibited'] as const) {
    for (const pattern of scanLists[group]) {
      ids[group].add(pattern.id);
      checkRegex(pattern.pattern, context.entry(pattern, pattern.id, file));
    }
  }
  for (const exception of scanLists.exceptions)
    checkRegex(exception, context.entry(scanLists.exceptions, 'exceptions', file));
  const profiles = new Set(Object.keys(scanLists.profiles));
  for (const [name, profile] of Object.entries(scanLists.profiles)) {
    const entry = context.entry(profile, name, file);
    entry.known('扫描项', profile.personal, ids.personal, '请改用 personal 中的编号');
    entry.known('扫描项', profile.prohibited, ids.prohibited, '请改用 prohibited 中的编号');
  }
  for (const [code, assigned] of Object.entries(scanLists.fields)) {
    const entry = context.entry(assigned, code, file);
    entry.known('信息类别', [code], context.classes, remedies.class);
    if (context.classes.has(code))
      entry.known('字段', Object.keys(assigned), context.fieldsOf(code, false), remedies.field);
    entry.known('扫描方案', Object.values(assigned), profiles, '请改用 profiles 中的方案');
  }
}
