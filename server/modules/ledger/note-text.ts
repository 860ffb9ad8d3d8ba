/** Signed notes (C2SP signed-note, tlog-checkpoint) as text, without keys: read by server and browser alike. */

/** Text and signature lines of a note; the text ends with its newline. */
export function noteParts(note: string): { readonly text: string; readonly lines: string[] } {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return { text: '', lines: [] };
  return {
    text: note.slice(0, end + 1),
    lines: note
      .slice(end + 2)
      .split('\n')
      .filter(Boolean),
  };
}

/** Origin, size and root (base64) in the text of a checkpoint; null when it is none. */
export function headLines(
  text: string,
): { readonly origin: string; readonly size: number; readonly root: string } | null {
  const [origin, size, root] = text.split('\n');
  const isHead =
    origin !== undefined && size !== undefined && root !== undefined && /^(0|[1-9]\d*)$/.test(size);
  return isHead ? { origin, size: Number(size), root } : null;
}

/** Who signed by a line, and the key's hash and the signature (base64) in it. */
export function signatureLineParts(
  line: string,
): { readonly name: string; readonly encoded: string } | null {
  const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  return name === undefined || encoded === undefined ? null : { name, encoded };
}

/** The parts of a key as one line, `name+hash+key` (signed-note “vkey”). */
export function keyLineParts(
  line: string,
): { readonly name: string; readonly encoded: string } | null {
  const [, name, encoded] = /^([^\s+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(line.trim()) ?? [];
  return name === undefined || encoded === undefined ? null : { name, encoded };
}
