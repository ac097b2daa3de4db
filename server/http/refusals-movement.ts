// Refusals about what passes by other ways than the line: media, calls, and the papers about them.
import type { MovementRefusal } from '../transfers/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const movementRefusals: Readonly<Record<MovementRefusal, RefusalText>> = {
  VERSION_REPLACED: { status: 409, ja: '確認書{label}は、新しい版に直されています。何も変わっていません。新しい版を見てから、操作してください。', en: 'Record {label} has been replaced by a newer version. Nothing has changed. Read the newer one first.' },
  ROUTE_CLOSED: { status: 409, ja: 'この委託業務では、媒体での受渡しはできません。データはこれまでどおり封緘して保管しています。', en: 'This engagement does not allow media. The data stays sealed as before.' },
  ROUTE_IS_MEDIA: { status: 409, ja: 'この授受は、媒体で受け渡します。回線では受け取れません。媒体が届いてから、受領を確認してください。', en: 'This transfer goes by a carried medium and cannot be collected on the line. Confirm once the medium has arrived.' },
  MEDIUM_NOT_WRITTEN: { status: 409, ja: '媒体にまだ書き込んでいません。先に、媒体に書き込んでください。', en: 'The medium has not been written yet. Write it first.' },
  MEDIUM_HANDED_OVER: { status: 409, ja: '媒体はすでに渡しています（{at}）。新しいパスワードでは、その媒体を開けません。パスワードを失ったときは、取り消して預け入れ直してください。', en: 'The medium was handed over on {at}; a new password would not open it. If the password is lost, recall and deposit again.' },
  MEDIUM_SAME_OCCASION: { status: 409, ja: '媒体への書込みは、パスワードの作成とは別の機会に行います。サインインし直すか、ほかの担当者が行ってください。何も変わっていません。', en: 'The medium is written on another occasion than the password was made. Sign in again or ask a colleague. Nothing has changed.' },
  MEDIUM_GAP: { status: 409, ja: '媒体とパスワード通知書は、別の機会に渡します。{other}に渡した記録から{minutes}分以上あけた日時にしてください（{earliest}以降）。まだ記録していません。', en: 'Medium and notice are handed over on separate occasions, {minutes} minutes apart (the other was on {other}): not before {earliest}. Nothing was recorded.' },
  MEDIUM_INCOMPLETE: { status: 422, ja: '記録に足りない項目があります（{field}）。まだ記録していません。', en: 'The record lacks {field}. Nothing was recorded yet.' },
  MEDIUM_DIFFERS: { status: 422, ja: 'このファイル（{file}）は、封緘したときのものと一致しません。使わずに、媒体を保管して担当課に連絡してください。鍵箱のデータに変わりはありません。', en: 'This file ({file}) is not what was sealed. Do not use it; keep the medium and call the section. The data held here is unchanged.' },
  MEDIUM_COUNT_DIFFERS: { status: 422, ja: '渡した媒体は{given}枚ですが、戻った媒体は{came}枚と入力されています。まだ記録していません。全部そろってから記録してください。見当たらない媒体があるときは、先に紛失を記録してください。', en: '{given} media were handed over, but {came} are said to be back. Nothing was recorded. Record the return once all are back; if one cannot be found, record its loss first.' },
  ALREADY_RETURNED: { status: 409, ja: '{at}に返却済みと記録しています。', en: 'Recorded as returned on {at}.' },
  NO_CALL_ABOUT: { status: 409, ja: 'この授受はまだ送付していない（または終わっている）ため、電話連絡を記録できません。', en: 'This transfer has not been sent yet, or has ended, so no call about it is recorded.' },
};
