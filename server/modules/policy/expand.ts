import { isJsonObject, type Json, type JsonObject } from './files.ts';
import type { PolicyProblem } from './problem.ts';

/** Rules as they stand in a file are short: what a line leaves out comes from the template of its kind or kind/variant. */
export interface RuleContext {
  file: string;
  className: string;
  fields: JsonObject[];
  templates: JsonObject;
}

const messages = ['messageZh', 'messageEn'] as const;

/** The full rules of a class or of the envelope, with names of fields, class and arguments filled into the messages. */
export function expandRules(
  rules: Json[],
  context: RuleContext,
  problems: PolicyProblem[],
): Json[] {
  return rules.map((rule) => (isJsonObject(rule) ? expandRule(rule, context, problems) : rule));
}

function expandRule(rule: JsonObject, context: RuleContext, problems: PolicyProblem[]): JsonObject {
  const { variant, ...own } = rule;
  const name = typeof variant === 'string' ? `${text(rule.kind)}/${variant}` : text(rule.kind);
  const template = Object.hasOwn(context.templates, name) ? context.templates[name] : undefined;
  if (!isJsonObject(template)) {
    problems.push({
      file: context.file,
      entry: text(rule.id),
      problem: `规则种类“${name}”没有模板`,
      remedy: '请改用 catalogue/rule-kinds.json 中已有的种类或变体',
    });
    return own;
  }
  const args = { ...objectOr(template.args), ...objectOr(own.args) };
  const expanded: JsonObject = { ...template, ...own };
  if (Object.keys(args).length > 0) expanded.args = args;
  const names = namesFor(rule, context);
  for (const key of messages) {
    const message = expanded[key];
    if (typeof message === 'string') expanded[key] = fill(message, names, args);
  }
  for (const [key, value] of Object.entries(expanded))
    if (value === null && key in template) delete expanded[key];
  return expanded;
}

function namesFor(rule: JsonObject, context: RuleContext): Record<string, string> {
  const names: Record<string, string> = { class: context.className };
  const codes = Array.isArray(rule.fields) ? rule.fields : [];
  for (const [index, code] of codes.entries()) {
    const field = context.fields.find((candidate) => candidate.code === code);
    const name = index === 0 ? 'field' : `field${index + 1}`;
    names[name] = text(field?.nameZh) || text(code);
    names[`${name}En`] = text(field?.nameEn) || text(code);
  }
  return names;
}

function fill(message: string, names: Record<string, string>, args: JsonObject): string {
  return message.replace(/\{([a-zA-Z0-9.]+)\}/g, (placeholder, name: string) => {
    if (name.startsWith('args.')) {
      const value = args[name.slice(5)];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : placeholder;
    }
    return names[name] ?? placeholder;
  });
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function objectOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
