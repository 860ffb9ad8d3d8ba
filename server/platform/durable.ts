/** Asks which settings of the server are off without which a commit may be gone after a power cut. */
export const WEAK_SETTINGS = `select name from pg_settings
  where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`;
