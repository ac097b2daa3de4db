// 月次報告: what happened in a month, counted from the ledger, and a signed head printed whole, so that a sheet of paper keeps what nobody can rewrite.
import { z } from 'zod';
import { japanDay, eraDay } from '../../engagements/japan-time.ts';
import { moveDay } from '../../engagements/business-days.ts';
import { parseCosignature } from '../../ledger/cosignature.ts';
import { toHex, utf8 } from '../../ledger/encoding.ts';
import { sha256 } from '../../ledger/node-primitives.ts';
import { parseNote } from '../../ledger/note.ts';
import { withCosignatures } from '../../ledger/stored-cosignatures.ts';
import { RecordRefused } from '../refusal.ts';
import type { Part } from './paper.ts';
import type { Listed, Scope } from './register.ts';
import { countOf, momentOf, shortDay } from './wording.ts';

interface Span { readonly month: string; readonly from: string; readonly to: string; readonly days: readonly string[] }

const midnight = (day: string): string => new Date(`${day}T00:00:00.000+09:00`).toISOString();

/** The month that was asked for (YYYY-MM); without one, that of the day of which the paper tells. A day after that is not yet told of. */
function spanOf({ month: asked, on }: Scope): Span {
  const month = asked ?? on.slice(0, 7);
  if (month > on.slice(0, 7)) throw new RecordRefused('NOT_FOUND');
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = moveDay(day, 1)) days.push(day);
  return { month, from: midnight(`${month}-01`), to: midnight(moveDay(days.at(-1) ?? on, 1)), days };
}

/** For auditors. Printing it is an entry too, and is not counted: else each copy would tell of another month. */
export async function listMonthly(scope: Scope): Promise<Listed> {
  if (scope.who.role !== 'auditor') throw new RecordRefused('NOT_FOUND');
  const span = spanOf(scope);
  const own = scope.tx.selectFrom('ledger_entries').where('municipality_id', '=', scope.who.municipalityId).where('act', '!=', 'print-document').where('at', '>=', span.from).where('at', '<', span.to);
  const rows = await own.select(['idx', 'at', 'act', 'result', 'actor_id']).orderBy('idx').execute();
  const entry = rows.at(-1)?.idx ?? null;
  const done = (...acts: readonly string[]): string => `${countOf(rows.filter(({ act, result }) => result === 'done' && acts.includes(act)).length)}件`;
  const refused = rows.filter(({ result }) => result === 'refused').length;
  return { salts: [], entry, parts: [
    { heading: `${monthName(span.month)}の件数`, facts: [
      ['対象の期間', `${eraDay(span.days[0] ?? '')}から${eraDay(span.days.at(-1) ?? '')}まで`],
      ['行われた操作', `${countOf(rows.length - refused)}件`], ['拒まれた操作', `${countOf(refused)}件`], ['サインインのない試行', `${countOf(await strangersIn(scope, span))}件`],
      ['預入れ', done('deposit')], ['受取りの確認', done('confirm', 'confirm-on-paper')], ['取りやめ・期限切れ', done('recall', 'expire')], ['消去', done('wipe')], ['消去の失敗', done('fail-wipe')],
    ] },
    { heading: '週ごとのログの確認', table: { columns: [{ heading: '週', share: 5 }, { heading: '確認', share: 2 }, { heading: '確認者', share: 4 }, { heading: '確認日時', share: 5 }, { heading: '異状', share: 2 }], rows: await weeks(scope, span) } },
    { heading: '日別の件数', table: { columns: [{ heading: '日', share: 3 }, { heading: '行われた操作', share: 3, align: 'right' }, { heading: '拒まれた操作', share: 3, align: 'right' }, { heading: '操作した人数', share: 3, align: 'right' }], rows: days(rows, span, scope.on) } },
    ...await headParts(scope, entry),
  ] };
}

function days(rows: readonly { at: string; result: string; actor_id: string | null }[], { days: all }: Span, on: string): string[][] {
  return all.filter((day) => day <= on).map((day) => {
    const own = rows.filter(({ at }) => japanDay(at) === day);
    const refused = own.filter(({ result }) => result === 'refused').length;
    const people = new Set(own.flatMap(({ actor_id: id }) => (id === null ? [] : [id])));
    return [shortDay(day), `${countOf(own.length - refused)}件`, `${countOf(refused)}件`, `${countOf(people.size)}人`];
  });
}

const told = z.object({ facts: z.object({ counts: z.array(z.object({ count: z.number() })) }) });

/** People who were not signed in belong to no municipality: of the whole gateway. */
async function strangersIn({ tx }: Scope, { from, to }: Span): Promise<number> {
  const rows = await tx.selectFrom('ledger_entries').select('bytes').where('municipality_id', 'is', null).where('act', '=', 'strangers').where('at', '>=', from).where('at', '<', to).execute();
  return rows.flatMap(({ bytes }) => told.parse(JSON.parse(bytes)).facts.counts).reduce((sum, { count }) => sum + count, 0);
}

/** A week belongs to the month of its Monday. */
async function weeks({ tx, who, on }: Scope, { days: all }: Span): Promise<string[][]> {
  const mondays = all.filter((day) => day <= on && new Date(`${day}T12:00:00.000Z`).getUTCDay() === 1);
  const reviews = mondays.length === 0 ? [] : await tx.selectFrom('log_reviews').selectAll().where('municipality_id', '=', who.municipalityId).where('week', 'in', mondays).execute();
  return mondays.map((monday) => {
    const review = reviews.find(({ week }) => week === monday);
    const sunday = moveDay(monday, 6);
    const period = `${shortDay(monday)}〜${shortDay(sunday)}`;
    if (review === undefined) return [period, sunday < on ? '未確認' : '未了', '—', '—', '—'];
    return [period, '確認済み', review.by_name, momentOf(review.at), review.anomaly === 1 ? 'あり' : 'なし'];
  });
}

const grouped = (hex: string): string => (hex.match(/.{4}/g) ?? []).map((group, at) => (at === 8 ? `\n${group}` : group)).join(' ').replace(' \n', '\n');

/** The first head that covers the month and that a witness cosigned; before there is one, the first that covers it. It stays the same however often it is printed. */
async function headParts({ tx }: Scope, entry: number | null): Promise<Part[]> {
  const covering = tx.selectFrom('ledger_checkpoints').select(['size', 'note']).where('size', '>', entry ?? 0).orderBy('size').limit(1);
  const head = await covering.where('size', 'in', tx.selectFrom('cosignatures').select('size')).executeTakeFirst() ?? await covering.executeTakeFirst();
  if (head === undefined) return [];
  const { text, signatures } = parseNote((await withCosignatures(tx, [head])).get(head.size) ?? head.note);
  const cosigned = signatures.flatMap((line) => {
    const parsed = parseCosignature(line);
    return parsed === null ? [] : [[line.name, momentOf(new Date(parsed.seconds * 1000).toISOString()), Buffer.from(line.signature).toString('base64')]];
  });
  const [origin = '', size = '', root = ''] = text.split('\n');
  return [
    { heading: '検証点', facts: [
      ['台帳', origin], ['件数', size], ['根', root], ['署名', signatures.filter((line) => parseCosignature(line) === null).map((line) => `${line.keyId}　${Buffer.from(line.signature).toString('base64')}`).join('\n')],
      ['検証点の照合値（SHA-256）', grouped(toHex(sha256(utf8(text))))],
    ], text: 'この検証点は、この月までのすべての記録に署名したものです。この紙を保管すれば、後で書き出した台帳がこの検証点を含むかどうかで、書き換えの有無を確かめられます。' },
    { heading: '立会人の副署', table: { columns: [{ heading: '立会人', share: 4 }, { heading: '副署の日時（立会人の時計）', share: 4 }, { heading: '副署', share: 10 }], rows: cosigned } },
  ];
}

function monthName(month: string): string {
  return eraDay(`${month}-01`).replace(/1日$/, '');
}
