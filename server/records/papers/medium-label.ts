// The label of a medium (1-30) on one A4 page: two copies to cut out, one for the disc's case, one for the envelope. Numbers and parties only: nothing of
// the contents, no citizen, and never a password.
import { makePdf, type Block } from '../../documents/pdf.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { momentOf } from './wording.ts';

interface Labelled { readonly transfer: Transfer; readonly engagement: Engagement; readonly municipality: string }

/** The label as a PDF; the same transfer gives the same page. */
export function mediumLabel(found: Labelled, at: Date): Promise<Uint8Array> {
  const label = labelOf(found);
  return makePdf({
    title: `媒体ラベル ${found.transfer.number}`, author: found.municipality, createdAt: at,
    blocks: [{ kind: 'text', text: '切り取って、媒体のケースと封筒に貼ってください。', size: 9 }, { kind: 'gap', points: 10 }, ...label, { kind: 'gap', points: 40 }, ...label],
  });
}

function labelOf({ transfer, engagement, municipality }: Labelled): Block[] {
  const nameOf = (id: string): string => [...engagement.sections, ...engagement.contractors].find((party) => party.id === id)?.name ?? '';
  const section = engagement.sections.find((party) => party.id === transfer.senderId || party.id === transfer.recipientId);
  const rows = [
    ['授受番号', transfer.number], ['業務の名称', engagement.title], ['送り主', nameOf(transfer.senderId)], ['送付先', nameOf(transfer.recipientId)],
    ['書込み', transfer.medium?.written === null || transfer.medium === null ? '' : `${momentOf(transfer.medium.written.at)}（${String(transfer.medium.written.times)}回目）`],
    ['取扱い', '封緘（暗号化）済み。パスワードは入っていません。施錠できる金庫に、パスワード通知書とは別に保管し、使い終えたら返却してください。'],
    ['拾われた方へ', `中を見ずに、${municipality} ${section?.name ?? ''}（電話 ${section?.telephone ?? ''}）へご連絡ください。`],
  ];
  return [
    { kind: 'heading', text: `電磁的媒体　${transfer.number}`, align: 'center' },
    { kind: 'table', headless: true, columns: [{ heading: '項目', share: 2, label: true }, { heading: '内容', share: 8 }], rows },
  ];
}
