// 確認書 (1-10, 2-3): opened by itself for every hand-over in either direction; the ward's record of 日時・取扱者・情報の内容・数量,
// which the contractor confirms (1-29). A follower of the journey: the journey does not know it.
import { z } from 'zod';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import type { Followed, Follower } from '../transfers/register.ts';
import { nextNumber } from './numbering.ts';

const record = z.object({ at: z.string(), handlers: z.array(z.string()), content: z.string(), quantity: z.number(), unit: z.string(), entry: z.number() });
export type ConfirmationRecord = z.infer<typeof record>;

export interface StoredRecord extends ConfirmationRecord {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly kind: 'hand-over' | 'password';
  readonly contractorConfirmed: { readonly by: { readonly id: string; readonly name: string }; readonly at: string } | null;
}

/** Opens a 確認書 when a transfer is released and when its password is handed over, and notes the contractor's confirmation. */
export function followWithRecords(random: RandomBytes): Follower {
  return async (tx, step) => {
    if (step.after.state === 'released' && step.before?.state !== 'released') await open(tx, random, step, 'hand-over');
    if (step.act === 'handover') await open(tx, random, step, 'password');
    if (step.act === 'confirm' && step.after.direction === 'to-contractor' && step.who !== 'gateway') {
      await tx.updateTable('confirmation_records').set({ contractor_confirmed_by: step.who.id, contractor_confirmed_at: step.now })
        .where('transfer_id', '=', step.after.id).where('contractor_confirmed_at', 'is', null).execute();
    }
  };
}

async function open(tx: Tx, random: RandomBytes, step: Followed, kind: StoredRecord['kind']): Promise<void> {
  const { after, engagement } = step;
  const form = engagement.forms.find((known) => known.id === after.formId);
  const document: ConfirmationRecord = kind === 'hand-over'
    ? { at: step.now, handlers: handlersOf(step), content: `${engagement.title} ${form?.name ?? ''} 授受番号 ${after.number}`, quantity: after.quantity, unit: form?.unit ?? '件', entry: step.entry.index }
    : { at: after.handover?.at ?? step.now, handlers: [...handlersOf(step), after.handover?.to.name ?? ''], content: `パスワードの通知 授受番号 ${after.number}`, quantity: 1, unit: '通', entry: step.entry.index };
  const { fiscalYear, number } = await nextNumber(tx, 'confirmation_records', after.municipalityId, step.now);
  await tx.insertInto('confirmation_records').values({
    id: newIdentifier(random), municipality_id: after.municipalityId, fiscal_year: fiscalYear, number, version: 1, transfer_id: after.id, kind,
    document: JSON.stringify(document), created_at: step.now, contractor_confirmed_by: null, contractor_confirmed_at: null,
  }).execute();
}

const handlersOf = ({ after, who }: Followed): string[] => [...new Set([after.submission?.by.name, after.approval?.by.name, who === 'gateway' ? undefined : who.name].filter((name) => name !== undefined))];

/** The 確認書 of a transfer, in the order of their numbers. */
export async function recordsOf(tx: Tx, transferId: string): Promise<StoredRecord[]> {
  const rows = await tx.selectFrom('confirmation_records').leftJoin('accounts', 'accounts.id', 'contractor_confirmed_by').selectAll('confirmation_records').select('accounts.name as confirmed_name')
    .where('transfer_id', '=', transferId).orderBy('fiscal_year').orderBy('number').execute();
  return rows.map((row) => ({
    ...record.parse(JSON.parse(row.document)), id: row.id, fiscalYear: row.fiscal_year, number: row.number, kind: row.kind === 'password' ? 'password' : 'hand-over',
    contractorConfirmed: row.contractor_confirmed_at === null || row.contractor_confirmed_by === null ? null
      : { by: { id: row.contractor_confirmed_by, name: row.confirmed_name ?? '' }, at: row.contractor_confirmed_at },
  }));
}
