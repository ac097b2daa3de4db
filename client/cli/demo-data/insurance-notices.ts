/**
 * The print data of the demo: premium notices as municipalities hand them to print shops, a CP932 CSV with CRLF and a heading line.
 * Guarantees the same bytes for the same count and seed, and never a number of twelve digits.
 */
import { setImmediate } from 'node:timers/promises';
import { encodeCp932 } from './cp932.ts';
import { withGaiji } from './gaiji.ts';
import { makePerson } from './people.ts';
import { makePremium } from './premium.ts';
import { seededRandom, type Random } from './random.ts';

export const noticeColumns = [
  '被保険者番号', '氏名', '氏名カナ', '郵便番号', '住所', '方書', '生年月日', '保険料段階', '年額',
  '期別1', '期別2', '期別3', '期別4', '期別5', '期別6', '期別7', '期別8', '納付方法', '通知書番号',
] as const;

const rowsPerChunk = 500;

function noticeRow(number: number, random: Random): string {
  const person = makePerson(number, random);
  const premium = makePremium(random);
  const { insuredNumber, name, kana, postcode, address, building, born } = person;
  return [
    insuredNumber, name, kana, postcode, address, building, born, premium.stage, premium.yearly,
    ...premium.instalments, premium.payment, `R8-${String(number + 1).padStart(6, '0')}`,
  ].join(',');
}

/**
 * The file in chunks of a few hundred rows, so that any count fits in memory.
 * @param count rows besides the heading; @param seed a whole number.
 */
export async function* insuranceNotices({ count, seed }: { count: number; seed: number }): AsyncGenerator<Uint8Array> {
  const random = seededRandom(seed);
  yield encodeCp932(`${noticeColumns.join(',')}\r\n`);
  for (let at = 0; at < count; at += rowsPerChunk) {
    const rows = Array.from({ length: Math.min(rowsPerChunk, count - at) }, (_, row) => noticeRow(at + row, random));
    yield encodeCp932(withGaiji(`${rows.join('\r\n')}\r\n`));
    // Encoding is work without pause; others in this process get their turn.
    await setImmediate();
  }
}
