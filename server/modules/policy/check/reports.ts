import { remedies, type Context } from './report.ts';

/** Reports templates of reports that name unknown classes, name one twice, or have nowhere to put a new one. */
export function checkReports(context: Context): void {
  for (const template of context.policy.reports.templates) {
    const entry = context.entry(template, template.id, 'reports');
    const named = [
      ...template.sections.flatMap(({ classes }) => classes),
      ...template.leftOut.map((left) => left.class),
    ];
    entry.known('信息类别', named, context.classes, remedies.class);
    const twice = named.find((code, index) => named.indexOf(code) !== index);
    if (twice !== undefined)
      entry.add(`信息类别 ${twice} 在报告模板中出现两次`, '请只在一个章节中列出');
    for (const [kind, words] of [
      ['BASICS', '登记信息'],
      ['REST', '其余信息'],
    ] as const) {
      if (template.sections.filter((section) => section.kind === kind).length !== 1)
        entry.add(`报告模板应有且只有一个${words}章节（${kind}）`, '请核对各章节的 kind');
    }
    for (const section of template.sections) {
      if ((section.kind === 'TEXT') !== (section.text !== undefined))
        entry.add(`章节“${section.title}”的 text 与 kind 不符`, '只有 TEXT 章节写 text');
    }
  }
}
