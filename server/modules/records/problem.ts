import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  RECORD_NOT_FOUND: {
    status: 404,
    zh: '没有找到这条记录，或者它不属于本单位。请刷新列表后重试。',
    en: 'There is no such record, or it belongs to another organisation. Reload the list and try again.',
  },
  ARCHIVE_NOT_FOUND: {
    status: 404,
    zh: '没有找到代码为 {uscc} 的信用主体。请核对 18 位统一社会信用代码。',
    en: 'There is no subject with the code {uscc}. Check the 18 characters of the code.',
  },
  RECORD_CLOSED: {
    status: 409,
    zh: '这条记录已{status}，不能再办理此项操作。请刷新后查看它的现状。',
    en: 'This record is closed ({status}) and takes no further action. Reload to see its state.',
  },
  RECORD_REPAIRED: {
    status: 409,
    zh: '这条记录已完成信用修复，不能重新公示，也不能更正。确属误报的请办理误报删除，原决定已撤销的请办理撤销。',
    en: 'This record was repaired: it is neither shown again nor corrected. Delete it if it was a mistake, revoke it if the decision was annulled.',
  },
  RECORD_DOUBTFUL: {
    status: 409,
    zh: '这条记录属于哪个主体尚待信用中心核对，核对前不能公示。',
    en: 'Whose record this is has still to be checked by the credit centre; until then it is not shown.',
  },
  DOUBT_SETTLED: {
    status: 409,
    zh: '这条记录的主体已经核对过，或者报送单位已作更正、撤销，不能再次核对。请刷新列表。',
    en: 'The subject of this record was already checked, or the department changed the record. Reload the list.',
  },
  RECORD_FOREIGN: {
    status: 403,
    zh: '这条记录由其他单位报送，只有原报送单位可以更正、撤销或删除。',
    en: 'Another organisation reported this record; only that organisation may correct, revoke or delete it.',
  },
  RECORD_SUBJECT_CHANGED: {
    status: 409,
    zh: '更正后的信用主体与原记录不同。请先按误报删除原记录，再以新增方式报送。',
    en: 'The correction names another subject. Delete the old record as a mistake, then report a new one.',
  },
  RECORD_SAME_KEY: {
    status: 409,
    zh: '更正后的识别键与另一条已入库记录相同。请核对文号、日期等识别信息。',
    en: 'The corrected row has the identity key of another stored record. Check its number and date.',
  },
  RECORD_STILL_SHOWN: {
    status: 409,
    zh: '这条记录仍在公示。请先撤下公示，再销毁内容。',
    en: 'This record is still shown to the public. Withdraw it first, then erase it.',
  },
  RECORD_NOT_ERASABLE: {
    status: 409,
    zh: '这条记录不是加密保存的，不适用内容销毁。有误请按撤销或者误报删除办理。',
    en: 'This record is not stored sealed, so erasure does not apply. Revoke it or delete it as a mistake.',
  },
  ERASURE_FORBIDDEN: {
    status: 403,
    zh: '销毁记录内容只能由信用中心依据规定办理。',
    en: 'Only the credit centre erases the content of records, on a legal basis.',
  },
  PAGE_MARK_UNKNOWN: {
    status: 422,
    zh: '翻页标记无效。请从第一页重新查询。',
    en: 'The page mark is not valid. Start again from the first page.',
  },
  DATE_UNKNOWN: {
    status: 422,
    zh: '“{value}”不是有效日期。请按 YYYY-MM-DD 填写，例如 2026-03-01。',
    en: '“{value}” is not a date. Write it as YYYY-MM-DD, for example 2026-03-01.',
  },
  REASON_MISSING: {
    status: 422,
    zh: '请写明理由（不超过 500 字）。',
    en: 'Give a reason of at most 500 characters.',
  },
  LEVEL_NOT_NEEDED: {
    status: 409,
    zh: '该类信息不划分失信等级，无需核定。',
    en: 'Records of this class have no dishonesty level.',
  },
  LEVEL_RAISED: {
    status: 422,
    zh: '等级只能确认或者调低，不能高于“{ceiling}”。确需调高的，须由原认定单位另作书面决定后重新报送。',
    en: 'A level may be confirmed or lowered, not raised above {ceiling}. Raising needs a new written decision of the department.',
  },
  KIND_UNFIT: {
    status: 422,
    zh: '所选处罚种类与报送的处罚类别“{reported}”不符。请在对应的种类中选择。',
    en: 'The chosen kinds do not fit the reported kind “{reported}”. Choose among those that belong to it.',
  },
  CLASSIFICATION_FORBIDDEN: {
    status: 403,
    zh: '失信等级由认定单位的复核员或者信用中心审核人员核定。',
    en: 'Levels are decided by a reviewer of the deciding department or an approver of the credit centre.',
  },
});
