import { hash, verify } from '@node-rs/argon2';
import { problem } from './problem.ts';

// argon2id (the library's default algorithm) with the parameters of RFC 9106's second choice scaled to 19 MiB.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 10;
const LONGEST = 128;

/** A salted argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let decoy: Promise<string> | undefined;

/** Whether the password fits; without a stored hash it takes as long and says no. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody');
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored !== null;
}

/** Throws PASSWORD_WEAK unless it has 10 to 128 characters, at least five different, and not the account's name in it. */
export function checkNewPassword(account: string, password: string): void {
  const characters = Array.from(password);
  const weak =
    characters.length < SHORTEST ||
    characters.length > LONGEST ||
    new Set(characters).size < 5 ||
    password.toLowerCase().includes(account.toLowerCase());
  if (weak) throw problem('PASSWORD_WEAK');
}
