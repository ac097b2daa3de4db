// Refusals of cosignatures that an auditor brings.
import type { WitnessRefusal } from '../ledger/witness-refusal.ts';
import type { RefusalText } from './refusals.ts';

export const witnessRefusals: Readonly<Record<WitnessRefusal, RefusalText>> = {
  COSIGNATURE_MALFORMED: { status: 400, ja: '検証点として読めません。何も記録していません。「kagibako witness cosign」が作ったファイル（末尾が .cosigned）を選んでください。', en: 'This is no checkpoint. Nothing was recorded. Choose the file that "kagibako witness cosign" wrote; its name ends in .cosigned.' },
  COSIGNATURE_MISSING: { status: 400, ja: 'この鍵箱に登録された立会人の副署がありません。何も記録していません。立会人の公開鍵を KAGIBAKO_WITNESSES に加えるよう、運用者に伝えてください。', en: 'There is no cosignature of a witness that this gateway knows. Nothing was recorded. Ask the operator to add the witness\'s vkey to KAGIBAKO_WITNESSES.' },
  COSIGNATURE_BAD: { status: 400, ja: '立会人の副署が検証点と合いません。何も記録していません。ファイルが途中で変わったおそれがあります。立会いの端末からもう一度写してください。', en: 'A witness\'s cosignature does not fit the checkpoint. Nothing was recorded. The file may have changed on the way: copy it again from the witness\'s machine.' },
  CHECKPOINT_DIFFERS: { status: 409, ja: 'この台帳が署名した{size}件目までの検証点と違います。記録していません。別の台帳のものでなければ、台帳が書き換えられています。ファイルを残し、もう一度書き出した台帳と比べてください。', en: 'This differs from the checkpoint of {size} entries that this ledger signed. It was not recorded. Unless it is of another ledger, the ledger was rewritten: keep the file and compare it with a new export.' },
};
