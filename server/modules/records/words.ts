import type { Level } from '../policy/index.ts';
import type { RecordStatus } from './fold.ts';

/** States of a record in words for sentences. */
export const statusZh: Readonly<Record<RecordStatus, string>> = {
  REGISTERED: '入库',
  HELD: '待人工处理',
  HIDDEN: '依法不公示',
  PUBLISHED: '公示',
  WITHDRAWN: '撤下公示',
  EXPIRED: '公示期届满',
  REPAIRED: '完成信用修复',
  SUPERSEDED: '被更正后的记录替代',
  REVOKED: '撤销',
  DELETED: '按误报删除',
  ERASED: '销毁内容',
};

/** Dishonesty levels in words for sentences (list DISHONESTY_LEVEL). */
export const levelZh: Readonly<Record<Level, string>> = {
  MINOR: '轻微',
  GENERAL: '一般',
  SERIOUS: '严重',
};
