// Refusals of records and attachments.
import type { EngagementRefusal } from '../engagements/refusal.ts';
import type { RecordRefusal } from '../records/refusal.ts';
import type { TransferRefusal } from '../transfers/refusal.ts';
import type { RefusalText } from './refusals.ts';

type Codes = Exclude<RecordRefusal, EngagementRefusal | TransferRefusal>;

export const recordRefusals: Readonly<Record<Codes, RefusalText>> = {
  RECORD_INCOMPLETE: { status: 422, ja: '「{labelJa}」：{expectedJa}。まだ記録していません。', en: '{labelEn}: {expectedEn}. Nothing was recorded yet.' },
  RECORD_REFUSED: { status: 422, ja: 'まだ記録していません。{reasonJa}', en: 'Nothing was recorded yet. {reasonEn}' },
  STAGE_NOT_NEXT: { status: 409, ja: 'この記録は、いまその段階ではありません。何も変わっていません。画面を読み込み直してください。', en: 'The record is not at that stage now. Nothing has changed. Reload the page.' },
  STAGE_NOT_YOURS: { status: 403, ja: 'この段階を記録できる役割ではありません。何も変わっていません。担当する人に依頼してください。', en: 'Your role does not take this stage. Nothing has changed. Ask whoever does.' },
  STAGE_FINAL: { status: 409, ja: 'この段階は決定済みのため、訂正できません。何も変わっていません。内容が変わったときは、新しく記録してください。', en: 'This stage was a decision and is not corrected. Nothing has changed. If things changed, make a new record.' },
  ANOTHER_PERSON: { status: 403, ja: '直前の段階を記録した人とは別の人が記録します。何も変わっていません。ほかの担当者に依頼してください。', en: 'Another person than the one before takes this stage. Nothing has changed. Ask a colleague.' },
  KIND_NOT_OFFERED: { status: 409, ja: 'この委託業務では使わない記録です。何も変わっていません。業務を確かめてください。', en: 'This engagement does not have records of that kind. Nothing has changed. Check the engagement.' },
  ATTACHMENT_FORM_REFUSED: { status: 422, ja: '添付できない形式か、ファイル名と中身が合わないため、保管していません。使える形式：{allowed}（マクロのあるものは除きます）。', en: 'This form cannot be attached, or its content is not what its name says; it was not kept. Allowed: {allowed} (without macros).' },
  ATTACHMENTS_UNUSED: { status: 429, ja: '記録に付けていない添付資料が{limit}件あります。このファイルは保管していません。記録してから加えるか、1日おいてください。', en: 'There are {limit} attachments that no record names yet. This file was not kept. Make the record first, or wait a day.' },
};
