// The telephone form of a fingerprint, remembered: making it is slow on purpose (it stands against look-alike keys).
import { fingerprintWords } from '../../sealing/certificate.ts';

const known = new Map<string, string>();
const most = 2_000;

/** Three words and eight figures for a fingerprint in hex. */
export function wordsOf(fingerprint: string): string {
  const found = known.get(fingerprint) ?? fingerprintWords(fingerprint);
  if (known.size >= most) known.clear();
  known.set(fingerprint, found);
  return found;
}
