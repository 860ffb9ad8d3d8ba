import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  PUBLIC_SUBJECT_NOT_FOUND: {
    status: 404,
    zh: '没有查到该主体的公示信息。请核对统一社会信用代码，或者改用名称查询。',
    en: 'No published information was found for this code. Check the code or search by name.',
  },
  PUBLIC_ITEM_NOT_FOUND: {
    status: 404,
    zh: '没有查到该条公示信息。请返回主体页面查看当前公示的内容。',
    en: 'This published item was not found. Go back to the page of the subject for what is published now.',
  },
  PUBLIC_SECTION_NOT_FOUND: {
    status: 404,
    zh: '没有这个栏目。请返回主体页面选择栏目。',
    en: 'There is no such section. Go back to the page of the subject.',
  },
});
