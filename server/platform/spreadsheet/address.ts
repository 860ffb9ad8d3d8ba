/** Letters of a column as a person sees them: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** Address of a cell as a person sees it: row number 7, column index 5 → F7. */
export function cellAddress(rowNumber: number, columnIndex: number): string {
  return `${columnLetters(columnIndex)}${rowNumber}`;
}

/** Index of a column from its letters, −1 when they are none. */
export function columnIndexOf(letters: string): number {
  let index = 0;
  for (const letter of letters) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) return -1;
    index = index * 26 + digit;
  }
  return index - 1;
}
