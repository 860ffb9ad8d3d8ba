import type { Dice } from './dice.ts';

/** The part of JSON Schema that the API document uses. */
export interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const KEPT_OF_A_NAME = 60;
const TEXTS = ['王益', '示例商贸', 'a', 'SCJG', '2026-02-10', '91610202MAXT00003A', '更正后的内容'];
/** What breaks programs: nothing, too much, half characters, other people's syntax, odd numbers. */
const BROKEN_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff王',
  '\uFEFF\u202e\u200b',
  '😀'.repeat(40),
  '乙'.repeat(5000),
  "' or 1=1 --",
  '%',
  '%_\\',
  '\\',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '${7*7}',
  'NaN',
  '-0',
  '1e309',
  '2026-02-30',
  '0000-00-00',
  '99999-01-01',
  '00000000-0000-0000-0000-000000000000',
  'null',
  '[object Object]',
  '"',
  '[1,2]',
  'eyJhIjoxfQ',
  'W10=',
  'bnVsbA==',
];
const FIELDS = ['CF_WSH', 'CF_XDR_MC', 'CF_XDR_SHXYM', 'CF_CFLB', 'DJ_MC'];
const BROKEN_FIELDS = ['A', '__proto__', '王', '', 'constructor'];
const BROKEN_VALUES = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  [],
  {},
  [[[[]]]],
  { $gt: '' },
];

/** Makes values for the document's schemas: good ones, broken ones, and ones an answer has named before. */
export class Values {
  readonly #dice: Dice;
  readonly #known = new Map<string, (string | number)[]>();
  readonly #things = new Map<string, Readonly<Record<string, unknown>>[]>();
  #thing: Readonly<Record<string, unknown>> | undefined;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Remembers what an answer holds, so that later calls name things that exist. */
  remember(answer: unknown, name = ''): void {
    if (Array.isArray(answer)) for (const item of answer) this.remember(item, name);
    else if (typeof answer === 'object' && answer !== null)
      for (const [key, value] of Object.entries(answer)) this.remember(value, key);
    else if ((typeof answer === 'string' || typeof answer === 'number') && name !== '')
      this.#keep(name, answer);
  }

  /** Remembers the entries of a list, so that a call can be about one of them with all its names. */
  rememberList(list: string, items: readonly Readonly<Record<string, unknown>>[]): void {
    const things = this.#things.get(list) ?? [];
    this.#things.set(list, [...items, ...things].slice(0, KEPT_OF_A_NAME));
  }

  /** What the next values are about: mostly one entry of this list, if there is any. */
  turnTo(list: string): void {
    const things = this.#things.get(list) ?? [];
    this.#thing = things.length > 0 && this.#dice.chance(70) ? this.#dice.pick(things) : undefined;
  }

  /** A value for a parameter or property: mostly fitting, sometimes known from an answer, sometimes broken. */
  of(name: string, shape: Shape): unknown {
    const own = this.#thing?.[name];
    if ((typeof own === 'string' || typeof own === 'number') && this.#dice.chance(95)) return own;
    const isWhole = shape.type === 'array' || shape.type === 'object';
    const known = isWhole ? undefined : this.#known.get(name === 'after' ? 'next' : name);
    if (known && this.#dice.chance(75)) return this.#dice.pick(known);
    return this.#dice.chance(10) ? this.broken(shape) : this.fitting(shape, name);
  }

  broken(shape: Shape): unknown {
    const dice = this.#dice;
    if (dice.chance(40)) return dice.pick(BROKEN_TEXTS);
    if (dice.chance(50)) return dice.pick(BROKEN_VALUES);
    if (shape.maxLength !== undefined && dice.chance(50)) return '长'.repeat(shape.maxLength + 1);
    if (shape.maximum !== undefined) return shape.maximum + 1;
    return dice.pick([...BROKEN_TEXTS, ...TEXTS]);
  }

  fitting(shape: Shape, name = ''): unknown {
    const dice = this.#dice;
    if ('const' in shape) return shape.const;
    if (shape.anyOf) return this.fitting(dice.pick(shape.anyOf), name);
    switch (shape.type) {
      case 'object':
        return this.#object(shape);
      case 'array': {
        const least = shape.minItems ?? 0;
        const count = least + dice.roll(Math.min(4, (shape.maxItems ?? 4) - least) + 1);
        return Array.from({ length: count }, () => this.of(name, shape.items ?? {}));
      }
      case 'integer':
      case 'number': {
        const least = shape.minimum ?? 0;
        return least + dice.roll(dice.chance(20) ? 1e9 : 20);
      }
      case 'boolean':
        return dice.chance(50);
      case 'null':
        return null;
      default:
        return this.#text(shape);
    }
  }

  #object(shape: Shape): Record<string, unknown> {
    const dice = this.#dice;
    const made: Record<string, unknown> = {};
    for (const [name, of] of Object.entries(shape.properties ?? {})) {
      const isNeeded = shape.required?.includes(name) ?? false;
      if (isNeeded ? !dice.chance(3) : dice.chance(40)) made[name] = this.of(name, of);
    }
    if (typeof shape.additionalProperties === 'object')
      for (let i = dice.roll(4); i > 0; i -= 1)
        made[dice.pick(dice.chance(90) ? FIELDS : BROKEN_FIELDS)] = this.of(
          'value',
          shape.additionalProperties,
        );
    if (dice.chance(3)) made[dice.pick(['extra', '__proto__', 'constructor'])] = 1;
    return made;
  }

  #text({ format, pattern, minLength = 0, maxLength = 200 }: Shape): string {
    const dice = this.#dice;
    const hex = (length: number): string =>
      Array.from({ length }, () => dice.roll(16).toString(16)).join('');
    if (format === 'uuid') return [8, 4, 4, 4, 12].map(hex).join('-');
    if (format === 'date')
      return `20${dice.roll(3)}${dice.roll(10)}-0${1 + dice.roll(9)}-1${dice.roll(10)}`;
    if (pattern?.startsWith('^[A-Z]')) return dice.pick(['ADMIN_PENALTY', 'REG_BASIC', 'NO_CLASS']);
    if (pattern?.startsWith('^[a-z]')) return `made-${hex(6)}`;
    const text = dice.chance(50) ? dice.pick(TEXTS) : hex(1 + dice.roll(20));
    return text.padEnd(minLength, '0').slice(0, maxLength);
  }

  #keep(name: string, value: string | number): void {
    const kept = this.#known.get(name) ?? [];
    this.#known.set(name, kept);
    if (kept.includes(value)) return;
    if (kept.length >= KEPT_OF_A_NAME) kept[this.#dice.roll(KEPT_OF_A_NAME)] = value;
    else kept.push(value);
  }
}
