/** The English name of a class or field for a reader: `administrativePenalty` → `Administrative penalty`. */
export function englishName(nameEn: string): string {
  const words = nameEn.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\buscc\b/i, 'USCC');
}
