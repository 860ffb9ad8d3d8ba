/** What rules are compiled against: slots of fields, lists, divisions, organisations, scanner. */
import type { Field, EnvelopeField, InformationClass, Policy, Rule } from '../../policy/index.ts';
import type { DivisionTables } from '../identifiers/certificate.ts';
import { Scanner } from '../scan/scanner.ts';
import { compileCondition, type Condition } from './condition.ts';
import type { Report, SendingOrganisation } from './row.ts';
import { CompileError } from './types.ts';

export type AnyField = Field | EnvelopeField;

/** Parts shared by all classes of one policy, built once. */
export type PolicyTables = {
  readonly scanner: Scanner;
  readonly divisions: DivisionTables;
  readonly values: (list: string) => ReadonlySet<string>;
  readonly organisations: ReadonlyMap<string, SendingOrganisation>;
  /** Name or alias, normalised as names are, → codes of the organisations that bear it. */
  readonly codesByName: ReadonlyMap<string, readonly string[]>;
};

export type Environment = {
  readonly policy: Policy;
  readonly tables: PolicyTables;
  readonly informationClass: InformationClass;
  readonly fields: readonly AnyField[];
  /** Slot of a field; throws CompileError when the class has no such field. */
  readonly slotOf: (field: string) => number;
  readonly condition: (expression: NonNullable<Rule['when']>) => Condition;
  readonly fail: (reason: string) => never;
};

export type Compilation<Of> = {
  readonly rule: Of;
  readonly slots: readonly number[];
  readonly slot: number;
  readonly environment: Environment;
  readonly report: Report;
};

const tablesOfPolicy = new WeakMap<Policy, PolicyTables>();

/** The tables of a policy, built at the first use. */
export function policyTables(policy: Policy): PolicyTables {
  const known = tablesOfPolicy.get(policy);
  if (known) return known;
  const built = buildTables(policy);
  tablesOfPolicy.set(policy, built);
  return built;
}

function buildTables(policy: Policy): PolicyTables {
  const provinces = new Set(Object.keys(policy.divisions.provinces));
  const personProvinces = new Set([
    ...provinces,
    ...Object.keys(policy.divisions.idCardOnlyProvinces),
  ]);
  const organisations = new Map<string, SendingOrganisation>();
  const codesByName = new Map<string, string[]>();
  for (const organisation of policy.organisations.organisations) {
    const names = new Set([organisation.nameZh, ...organisation.aliases].map(unitName));
    const { code, uscc } = organisation;
    organisations.set(code, { code, names, uscc });
    for (const name of names) codesByName.set(name, [...(codesByName.get(name) ?? []), code]);
  }
  const sets = new Map<string, ReadonlySet<string>>();
  const values = (list: string): ReadonlySet<string> => {
    const known = sets.get(list);
    if (known) return known;
    const codeList = policy.codelists.lists[list];
    if (!codeList) throw new CompileError(`代码集“${list}”不存在。`);
    const set = new Set(codeList.values.map((entry) => entry.value));
    sets.set(list, set);
    return set;
  };
  const scanner = new Scanner(policy.scanLists);
  return { scanner, divisions: { provinces, personProvinces }, values, organisations, codesByName };
}

/** Unit names are compared with full-width brackets, as the normaliser leaves them. */
function unitName(name: string): string {
  return name.trim().replaceAll('(', '（').replaceAll(')', '）');
}

/** Everything the rules of one class need. */
export function environmentOf(
  policy: Policy,
  informationClass: InformationClass,
  fields: readonly AnyField[],
): Environment {
  const slots = new Map(fields.map((field, slot) => [field.code, slot]));
  const fail = (reason: string): never => {
    throw new CompileError(`信息类别 ${informationClass.code}：${reason}`);
  };
  const slotOf = (field: string): number =>
    slots.get(field) ?? fail(`规则引用了不存在的字段“${field}”。`);
  const condition = (expression: NonNullable<Rule['when']>): Condition =>
    compileCondition(expression, slotOf);
  const tables = policyTables(policy);
  return { policy, tables, informationClass, fields, slotOf, condition, fail };
}
