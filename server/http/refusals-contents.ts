// Refusals about what a file holds and what no scanner could look into.
import type { ScanRefusal } from '../transfers/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const contentRefusals: Readonly<Record<ScanRefusal, RefusalText>> = {
  UNSCANNABLE: { status: 422, ja: 'ウイルス検査で中を調べられないファイルのため、保管していません（{whyJa}）。相手に渡っていません。送り直しても同じです。パスワードを外すか、分けるか、媒体での受渡しに切り替えてください。', en: 'The scanner cannot look into this file, and it was not kept ({whyEn}). Nothing reached the recipient. Sending it again changes nothing: take the password off, split it, or switch to media.' },
  UNSCANNED_NOT_ALLOWED: { status: 409, ja: 'この業務では、検査できないファイルを渡せません（{files}ファイル）。何も変わっていません。取り消すか差し戻して、検査できる形で預け入れ直してください。', en: 'This engagement does not let unscanned files go ({files} of them). Nothing has changed. Recall or send back, and deposit them in a form that can be scanned.' },
  ANOTHER_APPROVER: { status: 403, ja: '検査できないファイルの例外は、この授受を承認した人（{name}さん）とは別の承認者が認めます。認めていません。ほかの承認者に依頼してください。', en: 'Files that were not scanned are allowed by another approver than the one who approved this transfer ({name}). They were not allowed. Ask another approver.' },
  FILE_IS_PROGRAM: { status: 422, ja: 'ファイルの中身がプログラム（実行できるファイル）のため、保管していません。名前にかかわらず、プログラムは渡せません。相手に渡っていません。心当たりがないときは、情報セキュリティ担当に連絡してください。', en: 'The content of this file is a program, and it was not kept. Programs are not transferred under any name. Nothing reached the recipient. If you did not expect that, call information security.' },
  FILE_KIND_DIFFERS: { status: 422, ja: 'ファイル名の拡張子と中身が合わないため、保管していません（名前からは{expectedJa}、中身は{cameJa}）。相手に渡っていません。元のソフトで保存し直すか、正しい拡張子に直して、もう一度送ってください。', en: 'The content is not what the ending of the name says, and the file was not kept (by its name {expectedEn}, by its content {cameEn}). Nothing reached the recipient. Save it again in its own program, or give it its right ending, and send it again.' },
};
