import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  FILE_REFUSED: {
    status: 422,
    zh: '{reason}',
    en: 'The file cannot be taken ({refusal}): see the Chinese sentence for what to do.',
  },
  CLASS_UNKNOWN: {
    status: 404,
    zh: '信用信息目录中没有“{classCode}”这个类别。请从“报送类别”列表中选择。',
    en: 'The catalogue has no class {classCode}. Choose one of the list of classes.',
  },
  NOT_A_SENDER: {
    status: 403,
    zh: '本单位未登记为“{className}”的报送单位，文件没有接收。请选择本单位负责的类别，或联系信用中心。',
    en: 'Your organisation is not registered as a sender of {classCode}; nothing was received.',
  },
  BATCH_NOT_FOUND: {
    status: 404,
    zh: '没有找到该批次，或者它不属于本单位。请从批次列表中选择。',
    en: 'There is no such batch, or it belongs to another organisation.',
  },
  BATCH_FINISHED: {
    status: 409,
    zh: '该批次已经处理完毕（{state}），不能再取消。',
    en: 'The batch is already finished ({state}) and cannot be cancelled.',
  },
  BATCH_NOT_FINISHED: {
    status: 409,
    zh: '该批次还在处理。请等处理结束后再改正或核定。',
    en: 'The batch is still being worked on. Wait until it has finished.',
  },
  ROW_NOT_FOUND: {
    status: 404,
    zh: '该批次没有第 {rowNumber} 行的问题记录，或已过保存期。请刷新列表。',
    en: 'The batch holds no row {rowNumber} with findings, or it has expired.',
  },
  ROW_NOT_WAITING: {
    status: 409,
    zh: '第 {rowNumber} 行已经处理过，不能再次处理。请刷新列表查看结果。',
    en: 'Row {rowNumber} has already been dealt with. Reload the list.',
  },
  ROW_CHANGED: {
    status: 409,
    zh: '第 {rowNumber} 行刚被他人改过。请刷新后在新内容上继续。',
    en: 'Row {rowNumber} was just changed by someone else. Reload and go on from there.',
  },
  FIELD_UNKNOWN: {
    status: 422,
    zh: '“{field}”不是“{className}”的字段。请使用模板中的字段代码。',
    en: '{field} is not a field of this class. Use the field codes of the template.',
  },
  TOO_MANY_TYPED_ROWS: {
    status: 422,
    zh: '一次最多检查 {limit} 行。请分几次，或上传文件。',
    en: 'At most {limit} rows can be judged at once. Split them or upload a file.',
  },
  REASON_REQUIRED: {
    status: 422,
    zh: '请写明理由（2 至 500 字）：核定结果由您本人负责并长期留痕。',
    en: 'Give a reason (2 to 500 characters); the decision is yours and is kept.',
  },
  SUBJECT_REQUIRED: {
    status: 422,
    zh: '选择“归入已有主体”时，请先选定主体。',
    en: 'To match the row, name the subject it belongs to.',
  },
  DECISION_IMPOSSIBLE: {
    status: 409,
    zh: '第 {rowNumber} 行还不能入库：{reason}',
    en: 'Row {rowNumber} cannot enter yet: {reason}',
  },
  NO_FILE: {
    status: 400,
    zh: '请求中没有文件。请选择一个 .xlsx 或 .csv 文件后再上传。',
    en: 'The request holds no file. Choose an .xlsx or .csv file.',
  },
  BAD_CURSOR: {
    status: 400,
    zh: '翻页位置无效。请从第一页重新打开列表。',
    en: 'The page position is not valid. Open the list from its first page.',
  },
});
