// What a sign-in password must be: long, not guessable from its owner, no composition rule and no expiry
// (NIST SP 800-63B, ASVS 6.2). The file password is another thing: sealing makes it.
import type { RandomBytes } from '../store/identifier.ts';
import { AccountRefused } from './refusal.ts';

export const shortest = 15;
export const longest = 256;

const common = ['passwordpassword', '123456789012345', 'qwertyuiopasdfgh', 'administrator', 'letmeinletmein', 'kagibako', 'パスワード', 'password12345', 'iloveyouiloveyou', 'abcdefghijklmno'];

/** Throws `AccountRefused` when `password` is too short, too long, common, or made from the login or the name. */
export function checkNewPassword(password: string, owner: { login: string; name: string }): void {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  if (length < shortest) throw new AccountRefused('PASSWORD_TOO_SHORT', { shortest, came: length });
  if (length > longest) throw new AccountRefused('PASSWORD_TOO_LONG', { longest, came: length });
  const folded = text.toLowerCase().replace(/\s/g, '');
  const own = [owner.login, owner.name.replace(/\s/g, '')].filter((word) => word.length >= 3).map((word) => word.toLowerCase());
  const left = [...common, ...own].reduce((rest, word) => rest.replaceAll(word, ''), folded);
  if (new Set(left).size < 5 || Array.from(left).length < 8) throw new AccountRefused('PASSWORD_TOO_COMMON');
}

// No vowels, so that no word is spelt; no look-alikes.
const alphabet = 'bcdfghjkmnpqrstvwxz23456789';

/** A one-time initial password: five groups of four symbols, about 95 bits. Drawn without modulo bias. */
export function newInitialPassword(random: RandomBytes): string {
  const symbols: string[] = [];
  while (symbols.length < 20) {
    for (const byte of random(32)) {
      const symbol = byte < 9 * alphabet.length ? alphabet[byte % alphabet.length] : undefined;
      if (symbol !== undefined && symbols.length < 20) symbols.push(symbol);
    }
  }
  return [0, 4, 8, 12, 16].map((start) => symbols.slice(start, start + 4).join('')).join('-');
}
