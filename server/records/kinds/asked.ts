// Fields that many kinds ask for in the same way, and the checks of days and times that go with them.
import { japanDay } from '../../engagements/japan-time.ts';
import { incomplete } from '../refusal.ts';
import type { Field, Option, Values, Words } from './kind.ts';

export const say = (ja: string, en: string): Words => ({ ja, en });
export const option = (id: string, ja: string, en: string): Option => ({ id, label: say(ja, en) });

export const evidence: Field = { id: 'evidence', kind: 'attachments', label: say('添付資料', 'Evidence'), optional: true };
export const remarks: Field = { id: 'note', kind: 'text', label: say('所見', 'Remarks'), optional: true };
export const oneLineNote: Field = { id: 'note', kind: 'line', label: say('備考', 'Note'), optional: true };

/** Throws RECORD_INCOMPLETE if the day or instant of `field` lies ahead of `now` (ISO), or before the value of `notBefore`. */
export function mustBePast(field: Field, values: Values, now: string, notBefore?: Field): void {
  const came = values[field.id];
  if (typeof came !== 'string') return;
  if (came > (field.kind === 'day' ? japanDay(now) : now)) throw incomplete(field, field.kind === 'day' ? say('今日以前の日を選んでください', 'choose today or an earlier day') : say('今までの日時を入力してください', 'enter a time that is not ahead'));
  const first = notBefore === undefined ? undefined : values[notBefore.id];
  if (notBefore !== undefined && typeof first === 'string' && came < first) throw incomplete(field, say(`「${notBefore.label.ja}」以後にしてください`, `not before "${notBefore.label.en}"`));
}

/** Throws RECORD_INCOMPLETE if the day of `field` is before today. */
export function mustBeAhead(field: Field, values: Values, now: string): void {
  const came = values[field.id];
  if (typeof came === 'string' && came < japanDay(now)) throw incomplete(field, say('今日以後の日を選んでください', 'choose today or a later day'));
}

/** Throws RECORD_INCOMPLETE if the second day lies before the first. */
export function mustFollow(from: Field, to: Field, values: Values): void {
  const [first, last] = [values[from.id], values[to.id]];
  if (typeof first === 'string' && typeof last === 'string' && last < first) throw incomplete(to, say(`「${from.label.ja}」以後にしてください`, `not before "${from.label.en}"`));
}
