export {
  addWorkdays,
  isWorkday,
  lastPunctualDay,
  workdaysBetween,
  type CountedDay,
  type CountedDays,
  type CountedTo,
  type DayKind,
  type PublishedWorkdays,
  type TimeLimit,
} from './calendar.ts';
