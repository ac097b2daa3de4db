// What a sign-in password must be: long, not guessable from its owner, no composition rule and no expiry
// (NIST SP 800-63B, ASVS 6.2). The file password is another thing: sealing makes it.
import type { RandomBytes } from '../store/identifier.ts';
import { isMadeOfUsual } from './usual-passwords.ts';
import { AccountRefused } from './refusal.ts';

export const shortest = 15;
export const longest = 256;

const common = ['passwordpassword', '123456789012345', 'qwertyuiopasdfgh', 'administrator', 'letmeinletmein', 'kagibako', 'パスワード', 'password12345', 'iloveyouiloveyou', 'abcdefghijklmno'];

/**
 * Throws `AccountRefused` when `password` is too short, too long, one of the usual ones (ASVS 6.2.4), or made from the product, the login, the name or the
 * municipality (6.2.11: these are the context's words).
 */
export function checkNewPassword(password: string, owner: { login: string; name: string; municipality?: { code: string; name: string } }): void {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  if (length < shortest) throw new AccountRefused('PASSWORD_TOO_SHORT', { shortest, came: length });
  if (length > longest) throw new AccountRefused('PASSWORD_TOO_LONG', { longest, came: length });
  const folded = text.toLowerCase().replace(/\s/g, '');
  const own = [owner.login, owner.name.replace(/\s/g, ''), owner.municipality?.code ?? '', owner.municipality?.name ?? ''].filter((word) => word.length >= 3).map((word) => word.toLowerCase());
  const left = [...common, ...own].reduce((rest, word) => rest.replaceAll(word, ''), folded);
  if (new Set(left).size < 5 || Array.from(left).length < 8) throw new AccountRefused('PASSWORD_TOO_COMMON');
  if (isMadeOfUsual(folded, own)) throw new AccountRefused('PASSWORD_TOO_COMMON');
}

// No vowels, so that no word is spelt; no look-alikes.
const alphabet = 'bcdfghjkmnpqrstvwxz23456789';

/** `count` symbols of about 4.75 bits each, drawn without modulo bias. */
export function drawSymbols(random: RandomBytes, count: number): string {
  let symbols = '';
  while (symbols.length < count) {
    for (const byte of random(32)) {
      const symbol = byte < 9 * alphabet.length ? alphabet[byte % alphabet.length] : undefined;
      if (symbol !== undefined && symbols.length < count) symbols += symbol;
    }
  }
  return symbols;
}

/** A one-time initial password: five groups of four symbols, about 95 bits. */
export const newInitialPassword = (random: RandomBytes): string => drawSymbols(random, 20).replace(/(.{4})(?=.)/g, '$1-');
