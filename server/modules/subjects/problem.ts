import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  SUBJECT_NOT_FOUND: {
    status: 404,
    zh: '没有找到该信用主体。请核对统一社会信用代码后重新查询。',
    en: 'There is no such subject. Check the unified social credit code and try again.',
  },
  MATCH_SUBJECT_UNFIT: {
    status: 422,
    zh: '所选主体的类别与该行填报的类别不符，不能归入。请另选主体，或退回报送单位更正类别。',
    en: 'The chosen subject is of another kind than the row says. Choose another one or send the row back.',
  },
  MATCH_CODE_TAKEN: {
    status: 409,
    zh: '代码 {uscc} 已属于登记在册的主体，不能再新建主体。请选择“同一主体”，或退回报送单位核对。',
    en: 'The code {uscc} already belongs to a subject, so no new one can be made. Choose “same” or send the row back.',
  },
  MATCH_PERSON_REFUSED: {
    status: 422,
    zh: '自然人只能凭证件类型和号码归入，不能由人工按姓名认定。请退回报送单位补全证件信息。',
    en: 'A natural person is matched only by certificate type and number, never by name. Send the row back for completion.',
  },
  MATCH_REASON_MISSING: {
    status: 422,
    zh: '请写明核定理由，例如核对了哪些登记信息。',
    en: 'Say why, for example which register entry you compared.',
  },
  JUDGEMENT_NOT_FOUND: {
    status: 404,
    zh: '没有找到这条核定，或者它已被撤回。请刷新后查看。',
    en: 'There is no such judgement, or it was already undone. Reload and look again.',
  },
});
