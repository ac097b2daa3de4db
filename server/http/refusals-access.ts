// Refusals of sign-in, sessions, people and of the HTTP room.
import type { AccountRefusal } from '../accounts/refusal.ts';
import type { HttpRefusal } from './refusal.ts';
import type { RefusalText } from './refusals.ts';

export const accountAndHttpRefusals: Readonly<Record<Exclude<AccountRefusal, 'CHANGED_MEANWHILE'> | HttpRefusal | 'FAULT', RefusalText>> = {
  SIGN_IN_FAILED: { status: 401, ja: 'サインインできませんでした。利用者ID、パスワードのいずれかが違います。確かめて、もう一度入力してください。', en: 'Could not sign in: user or password is wrong. Check both and try again.' },
  BUSY: { status: 503, ja: '混み合っています。{retryAfterSeconds}秒ほど待って、もう一度押してください。データに変わりはありません。', en: 'Busy. Wait about {retryAfterSeconds} seconds and try again. No data has changed.' },
  NOT_SIGNED_IN: { status: 401, ja: 'サインインしていません。サインインしてください。', en: 'You are not signed in. Sign in.' },
  SESSION_ENDED: { status: 401, ja: 'サインアウトしました。預け入れたデータに変わりはありません。もう一度サインインしてください。', en: 'You have been signed out. Deposited data is unchanged. Sign in again.' },
  PASSWORD_CHANGE_REQUIRED: { status: 403, ja: '最初に、新しいパスワードを決めてください。', en: 'First choose a new password.' },
  PASSWORD_TOO_SHORT: { status: 422, ja: 'パスワードは{shortest}文字以上にしてください（入力は{came}文字）。ことばを並べてもかまいません。まだ変わっていません。', en: 'Use at least {shortest} characters ({came} given); words in a row are fine. Nothing has changed yet.' },
  PASSWORD_TOO_LONG: { status: 422, ja: 'パスワードは{longest}文字までです（入力は{came}文字）。まだ変わっていません。', en: 'Use at most {longest} characters ({came} given). Nothing has changed yet.' },
  PASSWORD_TOO_COMMON: { status: 422, ja: 'よく使われることば、利用者ID、氏名だけのパスワードは使えません。別のことばを並べてください。', en: 'A common word, the user ID or the name alone cannot be a password. Choose other words.' },
  PASSWORD_CURRENT_WRONG: { status: 422, ja: '今のパスワードが違います。パスワードは変わっていません。', en: 'The current password is wrong. It has not been changed.' },
  PASSWORD_UNCHANGED: { status: 422, ja: '今と同じパスワードです。別のパスワードを決めてください。', en: 'That is the present password. Choose another.' },
  LOGIN_TAKEN: { status: 409, ja: '利用者ID「{login}」はすでに使われています。別のIDにしてください。', en: 'The user ID {login} is taken. Choose another.' },
  NAME_TAKEN: { status: 409, ja: '同じ名称がすでにあります。名称を変えてください。', en: 'That name exists already. Choose another.' },
  ROLE_MISMATCH: { status: 422, ja: '役割と所属が合いません。職員には担当課、取扱者には受託事業者を選んでください。', en: 'Role and party do not match: staff need a section, handlers a contractor.' },
  NOTHING_CHANGED: { status: 422, ja: '今と同じ内容のため、変更するものがありません。何も変わっていません。変える項目を直してから進んでください。', en: 'All values are as before, so there is nothing to save. Change a value first.' },
  OWN_ACCOUNT: { status: 409, ja: '自分自身を停止することはできません。何も変わっていません。ほかの管理者に依頼してください。', en: 'Nobody disables their own account. Nothing has changed. Ask another administrator.' },
  LAST_ADMINISTRATOR: { status: 409, ja: '有効な管理者がほかにいないため、停止できません。何も変わっていません。先に別の管理者を加えてください。', en: 'There is no other active administrator, so this one cannot be disabled. Nothing has changed. Add another administrator first.' },
  NOT_FOUND: { status: 404, ja: '見つかりませんでした。番号が違うか、この画面では扱えないものです。番号を確かめるか、ホームに戻ってください。', en: 'Not found. The number is wrong, or it is not handled here. Check it or go home.' },
  NOT_ALLOWED: { status: 403, ja: 'この操作は、あなたの役割ではできません。記録しました。', en: 'Your role does not allow this. It was recorded.' },
  REFUSED_TOO_OFTEN: { status: 429, ja: '断られる操作が続いたため、しばらく受け付けません。{retryAfterSeconds}秒ほど待ってから、もう一度操作してください。データに変わりはありません。', en: 'Too many requests were refused in a row, so nothing is taken for a while. Wait about {retryAfterSeconds} seconds and try again. No data has changed.' },
  METHOD_NOT_ALLOWED: { status: 405, ja: 'この方法では扱えません。使える方法: {allowed}', en: 'That method is not allowed here. Allowed: {allowed}' },
  INVALID_REQUEST: { status: 400, ja: '入力に誤りがあります: {fields}。直して、もう一度送ってください。何も変わっていません。', en: 'The request is not as expected: {fields}. Correct it and send again. Nothing has changed.' },
  BODY_TOO_BIG: { status: 413, ja: '送られた内容が大きすぎます。上限は{limitBytes}です。何も変わっていません。', en: 'The request is too big; the limit is {limitBytes}. Nothing has changed.' },
  ENCODING_REFUSED: { status: 415, ja: '圧縮された送信は受け付けません。圧縮せずに送ってください。', en: 'Compressed requests are not accepted. Send it uncompressed.' },
  MEDIA_TYPE_REFUSED: { status: 415, ja: 'この形式の送信は受け付けません。{expected} で送ってください。', en: 'That media type is not accepted. Send {expected}.' },
  MULTIPART_REFUSED: { status: 400, ja: 'ファイルの送り方に誤りがあります（{expected}）。保管していません。画面を読み込み直して、もう一度送ってください。', en: 'The upload is not formed as expected ({expected}). Nothing was kept. Reload the page and send it again.' },
  MULTIPART_TOO_BIG: { status: 413, ja: 'ファイルのほかに送られたものが多すぎるか、長すぎます（{expected}）。保管していません。画面を読み込み直して、もう一度送ってください。', en: 'Too much came beside the file ({expected}). Nothing was kept. Reload the page and send it again.' },
  ORIGIN_REFUSED: { status: 403, ja: '別の画面からの操作のため、受け付けませんでした。鍵箱の画面を開き直してください。何も変わっていません。', en: 'This came from another site and was refused. Reopen the gateway. Nothing has changed.' },
  HOST_REFUSED: { status: 421, ja: 'このアドレスでは扱っていません。通知書のアドレスを開いてください。', en: 'This address is not served here. Open the address of your notice.' },
  IDEMPOTENCY_KEY_MISSING: { status: 400, ja: '二重送信を防ぐ番号（Idempotency-Key）がありません。画面を読み込み直してください。', en: 'The Idempotency-Key header is missing. Reload the page.' },
  STORAGE_FULL: { status: 507, ja: '鍵箱の保管場所がいっぱいのため、保管していません。管理者に連絡してください。急ぐときは媒体での受渡しに切り替えてください。', en: 'The gateway is out of storage; nothing was kept. Tell the administrator, or switch to media if it is urgent.' },
  FAULT: { status: 500, ja: '処理を完了できませんでした。データは操作の前のままです。少し待ってやり直し、続くときは番号{id}を管理者に伝えてください。', en: 'It could not be done. Data is as before. Wait and retry; if it persists, quote {id}.' },
};
