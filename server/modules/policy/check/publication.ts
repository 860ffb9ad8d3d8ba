import type { ClassPublication, Duration } from '../publication-shape.ts';
import {
  checkExpression,
  checkRegex,
  remedies,
  type Context,
  type Entry,
  type Fields,
} from './report.ts';

/** Reports what does not fit in publication, masking and levels. */
export function checkPublication(context: Context): void {
  const { publication } = context.policy;
  for (const rule of publication.classes) {
    const entry = context.entry(rule, rule.class, 'publication/classes.json');
    const fields = classFields(rule.class, context, entry);
    checkExpression(rule.condition, fields, context, entry, true);
    checkExpression(rule.hiddenWhen, fields, context, entry, true);
    if (rule.published && rule.duration === null)
      entry.add('公示但没有期限', '请写明公示期限“duration”');
    checkDuration(rule.duration, fields, context, entry);
    if (rule.published) {
      checkPublicBasis(rule.basis, entry);
      checkEnd(rule, context, entry);
    }
  }
  for (const regime of publication.regimes)
    checkPublicBasis(regime.basis, context.entry(regime, regime.id, 'publication/regimes.json'));
  for (const hidden of publication.hidden) {
    const entry = context.entry(hidden, hidden.id, 'publication/hidden.json');
    checkExpression(hidden.when, classFields(hidden.class, context, entry), context, entry, true);
    checkPublicBasis(hidden.basis, entry);
  }
  for (const override of publication.sectorOverrides) {
    const entry = context.entry(override, override.id, 'publication/regimes.json');
    entry.known('单位', override.organisations, context.organisations, remedies.organisation);
    checkPublicBasis(override.basis, entry);
    checkExpression(
      override.notPublishedWhen,
      classFields(override.class, context, entry),
      context,
      entry,
      true,
    );
  }
  for (const [code, maximum] of Object.entries(publication.classMaximum)) {
    const entry = context.entry(maximum, code, 'publication/classes.json');
    entry.known('字段', [maximum.base], classFields(code, context, entry), remedies.field);
    checkPublicBasis(maximum.basis, entry);
  }
  checkMasking(context);
  checkLevels(context);
}

/** The public reads the basis as it stands: it has to be a Chinese citation. */
function checkPublicBasis(basis: string, entry: Entry): void {
  if (!/\p{Script=Han}/u.test(basis) || /[a-z]{4}/i.test(basis))
    entry.add(`依据“${basis}”不是中文，不能向社会公示`, '请在 basis 中用中文写明依据的名称和文号');
}

/** A negative record may not be shown without an end, even when its row names none. */
function checkEnd(rule: ClassPublication, context: Context, entry: Entry): void {
  const ends =
    rule.duration === null ||
    rule.duration.by === 'LEVEL' ||
    rule.duration.maxMonths !== undefined ||
    context.policy.publication.classMaximum[rule.class] !== undefined;
  const found = context.classes.get(rule.class);
  if (!ends && (found?.polarity === 'NEGATIVE' || found?.negativeWhen !== undefined))
    entry.add(
      '负面信息没有最长公示期限',
      '请写明 duration.maxMonths，或在 classMaximum 补上该类及其依据',
    );
}

function classFields(code: string, context: Context, entry: Entry): Fields {
  entry.known('信息类别', [code], context.classes, remedies.class);
  return context.fieldsOf(code, true);
}

function checkDuration(
  duration: Duration | null,
  fields: Fields,
  context: Context,
  entry: Entry,
): void {
  if (duration === null) return;
  entry.known('字段', [duration.until, duration.endsOn], fields, remedies.field);
  if (typeof duration.while === 'object')
    checkExpression(duration.while, fields, context, entry, true);
  checkExpression(duration.alsoWhile, fields, context, entry, true);
}

function checkMasking(context: Context): void {
  const { masking } = context.policy;
  const file = 'masking.json';
  const rules = new Set(masking.rules.map(({ id }) => id));
  const kinds = new Set(context.lists.get('XDR_LB')?.values.map(({ value }) => value));
  const codes = [...context.classes.keys()].flatMap((code) => [
    ...context.fieldsOf(code, true).keys(),
  ]);
  for (const rule of masking.rules)
    if (rule.pattern !== undefined) checkRegex(rule.pattern, context.entry(rule, rule.id, file));
  for (const mask of masking.fields) {
    const entry = context.entry(mask, JSON.stringify(mask.where), file);
    entry.known('遮盖规则', [mask.rule], rules, '请改用 rules 中的编号');
    entry.known('主体类别', [mask.where.subjectKind], kinds, '请改用代码集 XDR_LB 中的值');
    const wanted = mask.where.field;
    if (wanted !== undefined && !codes.some((code) => fieldMatches(wanted, code)))
      entry.add(`没有字段符合“${wanted}”`, '请核对字段代码');
  }
}

function fieldMatches(wanted: string, code: string): boolean {
  return wanted.startsWith('*') ? code.endsWith(wanted.slice(1)) : wanted === code;
}

function checkLevels(context: Context): void {
  const { levels } = context.policy;
  const entry = context.entry(levels, '', 'levels.json');
  const fields = context.fieldsOf('ADMIN_PENALTY', true);
  entry.known('字段', Object.values(levels.fields), fields, '请改用 ADMIN_PENALTY 的平台字段');
  const listed = (name: string) =>
    new Set(context.lists.get(name)?.values.map(({ value }) => value));
  const kinds = listed(fields.get(levels.fields.kinds)?.codelist ?? 'CFLB2021');
  const remedy = '请改用代码集中的值';
  entry.known('处罚种类', Object.keys(levels.kindLevels), kinds, remedy);
  entry.known(
    '处罚类别',
    levels.derive.map(({ from }) => from),
    listed('CFLB'),
    remedy,
  );
  for (const { to, or, candidates, map } of levels.derive) {
    entry.known(
      '处罚种类',
      [...(to ?? []), ...(or ?? []), ...(candidates ?? []), ...Object.values(map ?? {}).flat()],
      kinds,
      remedy,
    );
  }
  for (const rule of levels.rules)
    checkExpression(rule.when, fields, context, context.entry(rule, rule.id, 'levels.json'));
  const { largerFine, hugeFine, basis, validFrom } = levels.thresholds;
  if (
    (largerFine !== null || hugeFine !== null) &&
    (basis === undefined || validFrom === undefined)
  ) {
    entry.add('罚款数额标准没有依据或起始日期', '请在 thresholds 中写明 basis 和 validFrom');
  }
  if (largerFine !== null && hugeFine !== null && Number(largerFine) > Number(hugeFine)) {
    entry.add('较大数额高于巨大数额', '请核对 largerFine 与 hugeFine');
  }
}
