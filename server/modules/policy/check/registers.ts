import { addDays, isPlainDate } from '../../../platform/plain-date.ts';
import { remedies, type Context } from './report.ts';

/** Reports what does not fit in organisations, accounts, items, deadlines, measures, divisions and the calendar. */
export function checkRegisters(context: Context): void {
  checkOrganisations(context);
  checkDivisions(context);
  checkCalendar(context);
  const { items, deadlines, measures } = context.policy;
  for (const item of items.items) {
    const entry = context.entry(item, item.id, 'items.json');
    entry.known('信息类别', [item.class], context.classes, remedies.class);
    entry.known('来源单位', [item.source], context.organisations, remedies.organisation);
  }
  for (const deadline of deadlines.deadlines) {
    const entry = context.entry(deadline, deadline.id, 'deadlines.json');
    entry.known('单位', deadline.organisations ?? [], context.organisations, remedies.organisation);
    const fields = {
      has: (code: string) =>
        [...context.classes.keys()].some((name) => context.fieldsOf(name, true).has(code)),
    };
    entry.known('起算字段', deadline.startFields ?? [], fields, remedies.field);
  }
  const groups = new Set(Object.keys(measures.groups));
  for (const measure of measures.measures) {
    context
      .entry(measure, measure.code, 'measures.json')
      .known('措施类别', [measure.group], groups, '请改用 groups 中的类别');
  }
}

function checkOrganisations(context: Context): void {
  const { organisations, divisions } = context.policy;
  const kinds = new Set(Object.keys(organisations.kinds));
  const roles = new Set(Object.keys(organisations.roles));
  const codes = new Set(divisions.divisions.map(({ code }) => code));
  const usccs = new Map<string, string>();
  for (const organisation of organisations.organisations) {
    const entry = context.entry(organisation, organisation.code, 'organisations/register.json');
    entry.known('单位类别', [organisation.kind], kinds, '请改用 kinds 中的类别');
    entry.known('行政区划', [organisation.divisionCode], codes, '请改用 divisions.json 中的代码');
    entry.known('信息类别', organisation.classes, context.classes, remedies.class);
    const holder = usccs.get(organisation.uscc);
    if (holder !== undefined && holder !== organisation.code)
      entry.add(`统一社会信用代码与单位 ${holder} 相同`, '请核对两个单位的代码');
    usccs.set(organisation.uscc, organisation.code);
  }
  for (const account of organisations.accounts) {
    const entry = context.entry(account, account.account, 'organisations/accounts.json');
    entry.known(
      '账号所属单位',
      [account.organisation],
      context.organisations,
      remedies.organisation,
    );
    entry.known('角色', [account.role], roles, '请改用 roles 中的角色');
  }
  for (const [name, members] of Object.entries(organisations.senderGroups)) {
    context
      .entry(members, name, 'organisations/sender-groups.json')
      .known('单位', members, context.organisations, remedies.organisation);
  }
}

function checkDivisions(context: Context): void {
  const { divisions } = context.policy;
  const codes = new Set(divisions.divisions.map(({ code }) => code));
  for (const division of divisions.divisions) {
    const entry = context.entry(division, division.code, 'divisions.json');
    entry.known('上级行政区划', [division.parent], codes, '请补上该上级，或改正代码');
  }
  context
    .entry(divisions, '', 'divisions.json')
    .known('本区代码', [divisions.district], codes, '请在 divisions 中列出本区');
}

function checkCalendar(context: Context): void {
  const listed = new Map<string, string>();
  for (const [year, { off, work }] of Object.entries(context.policy.workdays.years)) {
    const source = context.policy.workdays.years[year] ?? {};
    const entry = context.entry(source, year, `calendar/${year}.json`);
    for (const [kind, days] of [
      ['off', off],
      ['work', work],
    ] as const) {
      for (const day of days) {
        if (!isPlainDate(day)) entry.add(`日期“${day}”不存在`, '请填写真实日期（YYYY-MM-DD）');
        else if (Math.abs(Number(day.slice(0, 4)) - Number(year)) > 1)
          entry.add(`日期“${day}”不属于 ${year} 年的通知`, '请移到所属年份的文件');
        const other = listed.get(day);
        if (other !== undefined && other !== kind)
          entry.add(`日期“${day}”既列为放假又列为上班`, '请按通知原文只保留一处');
        listed.set(day, kind);
      }
    }
  }
}

/** Reports a gap or an overlap between the regimes: each day has exactly one. */
export function checkRegimeSequence(context: Context): void {
  const { publication } = context.policy;
  const regimes = [...publication.regimes].sort((one, other) =>
    (one.validFrom ?? '') < (other.validFrom ?? '') ? -1 : 1,
  );
  const ids = new Set(regimes.map(({ id }) => id));
  context
    .entry(publication.beforeFirstRegime, 'beforeFirstRegime', 'publication/regimes.json')
    .known('制度', [publication.beforeFirstRegime.use], ids, '请改用 regimes 中的编号');
  let end = publication.beforeFirstRegime.validTo;
  for (const regime of regimes) {
    const entry = context.entry(regime, regime.id, 'publication/regimes.json');
    const expected = end !== null && isPlainDate(end) ? addDays(end, 1) : null;
    if (expected !== null && regime.validFrom !== null && regime.validFrom > expected) {
      entry.add(`${expected} 至 ${regime.validFrom} 之间没有任何公示制度`, '请使前后制度首尾相接');
    }
    if (expected !== null && (regime.validFrom ?? '') < expected) {
      entry.add(`与前一制度的有效期重叠（前一制度到 ${end}）`, '请使前后制度首尾相接');
    }
    end = regime.validTo;
    for (const [level, period] of Object.entries(regime.levels)) {
      if (period.minMonths > period.maxMonths)
        entry.add(`${level} 的最短期限长于最长期限`, '请核对 minMonths 与 maxMonths');
    }
  }
}
