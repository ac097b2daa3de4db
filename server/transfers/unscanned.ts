// What is asked of a transfer with files that the scanner could not look into (未検査): the engagement must allow such exceptions, and before it is let go one
// more approver must allow that very thing (H 29). Pure.
import type { Policy } from '../engagements/policy.ts';
import { TransferRefused } from './refusal.ts';
import type { NotLookedInto, Transfer } from './transfer.ts';

type Unscanned = NonNullable<Transfer['unscanned']>;

/** What a deposit carries about its unscanned files; null where it has none. Throws `TransferRefused` (UNSCANNED_NOT_ALLOWED) where the engagement refuses them by now. */
export function mustBeAllowed(files: number, policy: Policy, { direction }: Pick<Transfer, 'direction'>): Unscanned | null {
  if (files === 0) return null;
  if (policy.unscannable !== 'exception') throw new TransferRefused('UNSCANNED_NOT_ALLOWED', { files });
  return { files, approvedFirst: policy.approval[direction], allowed: null };
}

/** True if nothing but the decision about the unscanned files is missing. */
export const awaitsException = ({ state, unscanned, approval }: Pick<Transfer, 'state' | 'unscanned' | 'approval'>): boolean =>
  state === 'awaiting-approval' && unscanned !== null && (approval !== null || !unscanned.approvedFirst);

/** Throws where the usual approval of a transfer with unscanned files was given, or is not asked for. */
export function mustAwaitApproval(transfer: Transfer): void {
  if (awaitsException(transfer)) throw new TransferRefused('WRONG_STATE', { state: transfer.state, expected: ['allow-unscanned'] });
}

/** Why a file was not looked into, for who sends it. */
export const whyWords: Readonly<Record<NotLookedInto, { readonly whyJa: string; readonly whyEn: string }>> = {
  'too-large': { whyJa: 'ファイルが、検査できる大きさを超えています', whyEn: 'the file is larger than the scanner takes' },
  limits: { whyJa: '圧縮の段数や展開後の大きさが、検査できる範囲を超えています', whyEn: 'the archive is nested deeper or larger inside than the scanner goes' },
  encrypted: { whyJa: 'パスワード付きの圧縮ファイルか文書のため、中を検査できません', whyEn: 'the archive or document is closed by a password' },
};
