// Refusals of unattended terminals (自動転送端末): of their signatures, of what they may not do, and of what is registered about them; and of standing approvals.
import type { StandingRefusal } from '../engagements/standing-approvals/refusal.ts';
import type { UnattendedRefusal } from '../engagements/unattended/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const unattendedRefusals: Readonly<Record<UnattendedRefusal | StandingRefusal, RefusalText>> = {
  SIGNATURE_REFUSED: { status: 401, ja: '自動転送端末の署名を確かめられませんでした（求めるもの: {expected}）。何も変わっていません。鍵の登録と、送信先のアドレスを確かめてください。', en: 'The signature of the request was not accepted (expected: {expected}). Nothing has changed. Check that the key is registered and the address is right.' },
  SIGNATURE_TIME: { status: 401, ja: '署名の時刻が、鍵箱の時計（{now}）から{toleranceSeconds}秒を超えてずれています。何も変わっていません。端末の時計を合わせてください。', en: 'The signature was not made within {toleranceSeconds} seconds of the gateway\'s clock ({now}). Nothing has changed. Set the terminal\'s clock.' },
  SIGNATURE_REPLAYED: { status: 401, ja: '同じ署名の要求を、すでに受け付けています。何も変わっていません。署名し直して送ってください。', en: 'A request with this very signature came before. Nothing has changed. Sign it anew.' },
  UNATTENDED_WAITING: { status: 403, ja: 'この自動転送端末の鍵は、まだ2人目の管理者に照合されていません。何も変わっていません。管理者に照合を依頼してください。', en: 'The key of this unattended terminal has not been confirmed by a second administrator. Nothing has changed. Ask for it.' },
  UNATTENDED_REVOKED: { status: 403, ja: 'この自動転送端末の登録は、{at}に取り消されました。記録しました。使うには、新しい鍵を登録してください。', en: 'This unattended terminal was revoked at {at}. It was recorded. Register a new key to go on.' },
  UNATTENDED_EXPIRED: { status: 403, ja: 'この自動転送端末の登録は、{at}に期限が切れました。記録しました。新しい鍵を登録してください。', en: 'The registration of this unattended terminal expired at {at}. It was recorded. Register a new key.' },
  UNATTENDED_RESPONSIBLE: { status: 403, ja: 'この自動転送端末の責任者（{person}）が停止中か異動したため、端末も止まっています。記録しました。新しい責任者で登録し直してください。', en: 'The person responsible for this unattended terminal ({person}) is disabled or has moved, so it has stopped. It was recorded. Register it anew with another person.' },
  UNATTENDED_SCOPE: { status: 403, ja: 'この操作は、自動転送端末にはできません。記録しました。担当者がサインインして行ってください。', en: 'An unattended terminal may not do this. It was recorded. A person has to sign in for it.' },
  UNATTENDED_KEY_REFUSED: { status: 422, ja: '公開鍵として読めません。端末で「kagibako terminal-key」が表示した1行（ed25519: で始まるもの）を、そのまま入れてください。何も変わっていません。', en: 'This is not a public key. Paste the one line that "kagibako terminal-key" printed (it begins with ed25519:). Nothing has changed.' },
  UNATTENDED_KEY_TAKEN: { status: 409, ja: 'この鍵は、すでに登録されたことがあります。一度登録した鍵は二度使えません。端末で新しい鍵を作ってください。', en: 'This key has been registered before, and no key is registered twice. Make a new one on the terminal.' },
  UNATTENDED_SELF_CONFIRMED: { status: 409, ja: '鍵を登録した本人は照合できません。別の管理者が、責任者から聞いた指紋で照合してください。', en: 'Who registered the key cannot confirm it. Another administrator compares the fingerprint as heard from the responsible person.' },
  UNATTENDED_FINGERPRINT: { status: 422, ja: '入力した指紋が、登録された鍵と違います。責任者に端末の表示を読み直してもらってください。違うままのときは、別の鍵です。登録を取り消してください。', en: 'The fingerprint entered is not that of the registered key. Have it read again; if it still differs, it is another key: revoke the registration.' },
  UNATTENDED_MISFIT: { status: 422, ja: '責任者、所属、委託業務の組合せが合いません。送信は担当課の職員、受取は受託事業者の取扱者を責任者にし、その所属の委託業務だけを選んでください。何も変わっていません。', en: 'Responsible person, party and engagements do not fit together. Sending needs a clerk of the section, collecting a handler of the contractor, and engagements of that party. Nothing has changed.' },
  UNATTENDED_EXPIRY: { status: 422, ja: '期限は、明日から{latest}までの日にしてください。何も変わっていません。', en: 'Choose a last day between tomorrow and {latest}. Nothing has changed.' },
  STANDING_EACH_SENDING: { status: 409, ja: 'この業務では、送信のたびに複数名で確認する決まりのため、継続承認はできません。何も変わっていません。送るたびに承認してください。', en: 'The papers of this engagement demand two people for each sending, so nothing is approved beforehand. Nothing has changed. Approve each sending.' },
  STANDING_NOT_NEEDED: { status: 409, ja: 'この業務では、区からの送信に承認は要りません。継続承認を作る必要はありません。', en: 'This engagement asks for no approval of what the section sends, so no standing approval is needed.' },
  STANDING_NOT_APPROVER: { status: 403, ja: '継続承認は、担当課の承認者だけが作れます。記録しました。承認者に依頼してください。', en: 'Only an approver of the section grants a standing approval. It was recorded. Ask an approver.' },
  STANDING_SAME_PERSON: { status: 409, ja: '継続承認を作った本人は、二人目になれません。担当課の別の人が確認してください。', en: 'Who granted the standing approval cannot be the second person. Another clerk of the section has to agree.' },
  STANDING_REVOKED: { status: 409, ja: 'この継続承認は、{at}に取り消されています。何も変わっていません。要るときは、新しく作ってください。', en: 'This standing approval was revoked at {at}. Nothing has changed. Grant a new one if it is needed.' },
  STANDING_MISFIT: { status: 422, ja: '帳票、送信先、曜日、時間帯の組合せが合いません。この業務で区から送る帳票と、その帳票を受け取れる事業者を選んでください。何も変わっていません。', en: 'Form, recipient, days and hours do not fit together. Choose a form that the section sends in this engagement and a contractor that may be given it. Nothing has changed.' },
  STANDING_PERIOD: { status: 422, ja: '期限は、今日から{latest}までの日にしてください。何も変わっていません。', en: 'Choose a last day between today and {latest}. Nothing has changed.' },
};
