interface Named {
  readonly code: string;
  readonly nameZh: string;
}

/**
 * The class a file name speaks of: its code, or the longest of its names found in the file's
 * name. Null when none or several equally long names fit: then a person chooses.
 */
export function guessClass(fileName: string, classes: readonly Named[]): string | null {
  const name = fold(fileName.replace(/\.[^.]*$/, ''));
  const byCode = longest(
    classes.filter(({ code }) => name.includes(fold(code))),
    ({ code }) => code,
  );
  if (byCode) return byCode.code;
  const fitting = classes.filter((one) => name.includes(shortName(one)));
  return longest(fitting, shortName)?.code ?? null;
}

function longest<T extends Named>(found: readonly T[], nameOf: (one: T) => string): T | null {
  const sorted = [...found].sort((one, other) => nameOf(other).length - nameOf(one).length);
  const [first, second] = sorted;
  if (!first) return null;
  return second && nameOf(second).length === nameOf(first).length ? null : first;
}

function shortName({ nameZh }: Named): string {
  return fold(nameZh.replace(/[（(].*$/, '').replace(/信息$/, ''));
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s_-]/g, '')
    .toUpperCase();
}
