/** Checks of what stands in marks of pages, so that no cast of the database can fail on them. */

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
// The year 9999: what lies beyond is no instant of ours, and not all of it can be stored.
const LAST_MILLISECOND = 253_402_300_799_999;

/** Whether the text is the id of a row. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Whether the text is an instant as `toISOString` writes it. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isMilliseconds(Date.parse(text));
}

/** Whether the number is an instant in milliseconds that can be stored. */
export function isMilliseconds(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= LAST_MILLISECOND;
}
