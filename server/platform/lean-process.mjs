// How our own processes are started so that they keep little memory; plain JavaScript because
// tools/bootstrap.mjs starts the first of them before anything is installed.

/**
 * glibc keeps what was freed: an arena for each of many threads, and holes between what lives. Two
 * arenas are enough for us, and pieces of a quarter MiB (files, sealed chunks, parameters) go back to
 * the system as soon as they are free. The threshold also ends glibc's habit of raising it by itself.
 */
export const leanMemory = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144' };

/**
 * V8 lets garbage grow to a multiple of what lives before it collects: rows on their way live for a
 * moment only, and a young generation of 3 x 32 MiB full of them is never worth its memory. Of the
 * old generation at most as much again as what lives is allowed to pile up. Of buffers V8 sees
 * nothing, so the few places that use up many ask for a collection (free-buffers.ts).
 */
export const leanArguments = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=80',
  '--expose-gc',
];

/** The environment of a process of ours; what the operator has set himself stays. */
export function leanEnvironment(given) {
  return { ...leanMemory, ...given };
}
