import type { Context } from '../../context.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { InformationClass } from '../policy/index.ts';
import type { ItemSummary } from './answers.ts';
import type { ListAnswer, ListFilter, ListsAnswer } from './list-answers.ts';
import {
  classOfFilter,
  filterNames,
  readFilter,
  readPlace,
  withoutFilter,
  type ListQuery,
} from './list-filter.ts';
import { countCells, listRows, placeOf, type Cell, type ListQuestion } from './list-queries.ts';
import {
  aboutList,
  classesOfList,
  listsOfNames,
  typeOfClass,
  type PublicList,
} from './public-lists.ts';
import { englishName } from './english-name.ts';
import { shortName, summary } from './queries.ts';

const PAGE = 20;
const EXPORT_PAGE = 500;
/** An export is all that is seen or nothing; beyond this a narrower question is asked for. */
export const MOST_EXPORTED = 50_000;

/** A page of a list of organisations' public items, with the numbers of every kind and department. */
export async function publicList(
  ctx: Context,
  list: PublicList,
  query: ListQuery,
  today: PlainDate,
): Promise<ListAnswer> {
  const classes = classesOfList(ctx.policy, list, today);
  const { filter, ignored } = readFilter(ctx.policy, classes, query);
  const question = questionOf(ctx, classes, filter, today);
  const { kind: _kind, department: _department, ...narrowed } = filter;
  const { type, ...ranged } = narrowed;
  const [rows, tabs] = await Promise.all([
    listRows(ctx, question, readPlace(query['after']), PAGE + 1),
    countCells(ctx, { ...question, classes: codes(classes), filter: ranged }),
  ]);
  // The type belongs to one kind; the numbers of the others are those without it.
  const cells =
    type === undefined ? tabs : await countCells(ctx, { ...question, filter: narrowed });
  const total = sum(cells, ({ kind, department }) => kind && department, filter);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const { id, zh, en } = list;
  const types = typeOfClass(ctx.policy, classOfFilter(classes, filter));
  return {
    list: { id, zh, en },
    about: aboutList(ctx.policy, list),
    filter,
    ignored,
    kinds: classes.map((one) => ({
      classCode: one.code,
      className: shortName(one.nameZh),
      classNameEn: englishName(one.nameEn),
      count: sum(
        tabs.filter(({ classCode }) => classCode === one.code),
        ({ department }) => department,
        filter,
      ),
    })),
    departments: departmentsOf(ctx, cells, filter),
    types: types === undefined ? null : { label: types.label, values: types.values },
    total,
    items: shown.map((row) => summary(ctx.policy, row)),
    next: rows.length > PAGE && last ? placeOf(filter, last) : null,
    without: total > 0 ? [] : await withoutEach(ctx, classes, filter, today),
    tooManyToExport: total > MOST_EXPORTED,
    asOf: today,
  };
}

/** Everything a list shows under the filters, page after page; what is withdrawn meanwhile is not in it. */
export async function* listItems(
  ctx: Context,
  list: PublicList,
  query: ListQuery,
  today: PlainDate,
): AsyncGenerator<ItemSummary> {
  const classes = classesOfList(ctx.policy, list, today);
  const { filter } = readFilter(ctx.policy, classes, query);
  const question = questionOf(ctx, classes, filter, today);
  for (let after = undefined as string | undefined; ;) {
    const rows = await listRows(ctx, question, readPlace(after), EXPORT_PAGE);
    for (const row of rows) yield summary(ctx.policy, row);
    const last = rows.at(-1);
    if (rows.length < EXPORT_PAGE || !last) return;
    after = placeOf(filter, last);
  }
}

/** The lists of names, each explained, with the number of items in it. */
export async function publicNameLists(ctx: Context, today: PlainDate): Promise<ListsAnswer> {
  const lists = listsOfNames.map((list) => ({ list, own: classesOfList(ctx.policy, list, today) }));
  const classes = lists.flatMap(({ own }) => codes(own));
  const cells = await countCells(ctx, { classes, filter: { by: 'decision' }, today });
  return {
    lists: lists.map(({ list, own }) => ({
      id: list.id,
      zh: list.zh,
      en: list.en,
      about: aboutList(ctx.policy, list),
      count: cells
        .filter(({ classCode }) => codes(own).includes(classCode))
        .reduce((all, { count }) => all + count, 0),
    })),
    asOf: today,
  };
}

function questionOf(
  ctx: Context,
  classes: readonly InformationClass[],
  filter: ListFilter,
  today: PlainDate,
): ListQuestion {
  const one = classOfFilter(classes, filter);
  const typeField = typeOfClass(ctx.policy, one)?.field;
  return {
    classes: filter.kind === undefined ? codes(classes) : [filter.kind],
    filter,
    today,
    ...(typeField === undefined ? {} : { typeField }),
  };
}

function codes(classes: readonly InformationClass[]): string[] {
  return classes.map(({ code }) => code);
}

function sum(
  cells: readonly Cell[],
  wanted: (fits: { readonly kind: boolean; readonly department: boolean }) => boolean,
  { kind, department }: ListFilter,
): number {
  return cells
    .filter((cell) =>
      wanted({
        kind: kind === undefined || cell.classCode === kind,
        department: department === undefined || cell.organisation === department,
      }),
    )
    .reduce((all, { count }) => all + count, 0);
}

function departmentsOf(ctx: Context, cells: readonly Cell[], filter: ListFilter) {
  return ctx.policy.organisations.organisations
    .map(({ code, nameZh, nameEn }) => ({
      value: code,
      zh: nameZh,
      en: nameEn,
      count: sum(
        cells.filter(({ organisation }) => organisation === code),
        ({ kind }) => kind,
        filter,
      ),
    }))
    .filter(({ value, count }) => count > 0 || value === filter.department);
}

async function withoutEach(
  ctx: Context,
  classes: readonly InformationClass[],
  filter: ListFilter,
  today: PlainDate,
): Promise<ListAnswer['without']> {
  const active = filterNames.filter((name) => filter[name] !== undefined);
  return Promise.all(
    active.map(async (name) => {
      const rest = withoutFilter(filter, name);
      const cells = await countCells(ctx, questionOf(ctx, classes, rest, today));
      return { name, rest, count: cells.reduce((all, { count }) => all + count, 0) };
    }),
  );
}
