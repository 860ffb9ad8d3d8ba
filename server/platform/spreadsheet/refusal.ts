/** Why a file is not read at all; stable, for programs and tests. */
export type RefusalCode =
  | 'EMPTY_FILE'
  | 'EMPTY_WORKBOOK'
  | 'FILE_TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG'
  | 'TOO_MUCH_TEXT'
  | 'ZIP_BOMB'
  | 'OUT_OF_MEMORY'
  | 'TIMEOUT'
  | 'MACRO'
  | 'ENCRYPTED'
  | 'OLD_XLS'
  | 'XLSB'
  | 'ODS'
  | 'XML_2003'
  | 'HTML'
  | 'PDF'
  | 'IMAGE'
  | 'WORD'
  | 'ARCHIVE'
  | 'TRUNCATED'
  | 'CORRUPT'
  | 'ENTITY_DECLARATION'
  | 'UNSAFE_NAME'
  | 'UNKNOWN_ENCODING'
  | 'UNCLOSED_QUOTE'
  | 'NOT_A_SHEET'
  | 'NOT_FOUND';

const SAVE_AS =
  '请用 Excel 或 WPS 打开，选择“另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再重新上传。';

const SENTENCES: Record<RefusalCode, string> = {
  EMPTY_FILE: '文件是空的（0 字节）。请检查是否选错了文件，或重新保存后再上传。',
  EMPTY_WORKBOOK: '表格里没有任何内容。请确认数据已填写并保存，再重新上传。',
  FILE_TOO_LARGE: '文件超过大小上限。请把数据分成几个文件，分别上传。',
  TOO_MANY_ROWS: '数据行数超过上限。请把数据分成几个文件，分别上传。',
  TOO_MANY_COLUMNS: '列数超过上限。请删除右侧多余的列，或使用下载的模板填写。',
  CELL_TOO_LONG: '有一个单元格的内容过长。请缩短该单元格的内容后重新上传。',
  TOO_MUCH_TEXT: '表格的文字总量超过上限。请把数据分成几个文件，分别上传。',
  ZIP_BOMB:
    '文件解压后的体积异常，为保护系统已停止读取。请新建一个工作簿，把数据复制过去，再上传。',
  OUT_OF_MEMORY: '读取该文件所需的内存超过上限。请把数据分成几个文件，分别上传。',
  TIMEOUT: '读取该文件用时过长，已停止。请把数据分成几个文件，或另存为 CSV 后再上传。',
  MACRO: `文件含有宏，不能接收。${SAVE_AS}`,
  ENCRYPTED:
    '文件设置了打开密码，无法读取。请在 Excel 或 WPS 中取消密码（文件—信息—保护工作簿）并保存，再重新上传。',
  OLD_XLS: `这是旧版 Excel（.xls）或 WPS（.et）格式，改扩展名不会改变格式。${SAVE_AS}`,
  XLSB: `这是 Excel 二进制格式（.xlsb），无法读取。${SAVE_AS}`,
  ODS: `这是 OpenDocument 表格（.ods），无法读取。${SAVE_AS}`,
  XML_2003: `这是 “XML 表格 2003” 格式，无法读取。${SAVE_AS}`,
  HTML: `这是网页（HTML）文件，不是真正的 Excel 文件，从业务系统导出的表格常有此情况。${SAVE_AS}`,
  PDF: '这是 PDF 文件，不是表格。请上传 .xlsx 或 .csv 文件。',
  IMAGE: '这是图片，不是表格。请上传 .xlsx 或 .csv 文件。',
  WORD: '这是 Word 或演示文稿文件，不是表格。请把数据填入下载的模板，再上传 .xlsx 或 .csv 文件。',
  ARCHIVE: '这是压缩包，不是表格。请先解压，再上传其中的 .xlsx 或 .csv 文件。',
  TRUNCATED: '文件不完整，可能没有保存完或没有传完。请重新保存原文件后再上传。',
  CORRUPT: `文件已损坏，无法读取。${SAVE_AS}`,
  ENTITY_DECLARATION: `文件含有不允许的内容（实体声明），为保护系统已停止读取。${SAVE_AS}`,
  UNSAFE_NAME: `文件内部含有不安全的路径，为保护系统已停止读取。${SAVE_AS}`,
  UNKNOWN_ENCODING:
    '无法识别文本的编码。请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx，再重新上传。',
  UNCLOSED_QUOTE: '有一个双引号没有配对。请检查该行的双引号，或另存为 .xlsx 后再上传。',
  NOT_A_SHEET: '这不是可以读取的表格文件。请上传 .xlsx 或 .csv 文件。',
  NOT_FOUND: '找不到该文件，或没有读取权限。请检查路径后重试。',
};

/** A file that cannot be read; `message` is a Chinese sentence for the clerk that says what to do. */
export class SheetRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string = SENTENCES[code]) {
    super(message);
    this.name = 'SheetRefused';
    this.code = code;
  }
}

/** Whether a text is one of the codes above. */
export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(SENTENCES, text);
}
