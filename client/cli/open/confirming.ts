// Receipt is confirmed by a person, who signs in: a program never does it by itself. Signed with the key that opened, where that key counts.
import { join } from 'node:path';
import { createApi, type Api, type Fetch } from '../../api.ts';
import { fingerprintOf, type UnlockedKey } from '../../opening.ts';
import { LineCut } from '../../fetching.ts';
import { readStatement, signStatement } from '../../receipt.ts';
import type { Asker } from '../asking.ts';
import { createSignedFetch } from '../signed-fetch.ts';
import { writeDurably } from '../durable.ts';
import type { Teller } from '../unattended/telling.ts';
import type { SealedFolder } from './plain.ts';

export interface Confirming {
  readonly gateway: string;
  readonly asker: Asker;
  readonly teller: Teller;
  readonly keys: readonly UnlockedKey[];
  readonly login: string | null;
  /** Where the sign-in password is read from; null: the terminal asks. */
  readonly signInFd: number | null;
  /** The contractor's page, as its address has it; null: asked for where one is needed. */
  readonly page: string | null;
  /** What was counted; null: asked. */
  readonly quantity: number | null;
  /** Makes the requests. */
  readonly by: Fetch;
}

/** True once receipt is confirmed, now or before. False where the person may not, or a signature is needed that no key here makes. Throws `Refused`, `LineCut`. */
export async function confirmReceipt(given: Confirming, sealed: SealedFolder): Promise<boolean> {
  const line = createSignedFetch(given.gateway, undefined, given.by);
  const api = createApi({ base: given.gateway, fetch: (address, init) => line.fetch(address, init).catch(() => {
    throw new LineCut();
  }) });
  await signIn(given, api);
  try {
    return await confirmAs(given, api, sealed);
  } finally {
    await api.call('signOut', {}).catch(() => undefined);
  }
}

async function signIn({ asker, login, signInFd, page, gateway }: Confirming, api: Api): Promise<void> {
  const { side } = await api.call('gateway', {});
  const who = login ?? await asker.shown(`利用者ID / login (${gateway})`);
  const where = side === 'contractor' ? page ?? await asker.shown('事業者のページ（アドレスの /p/ のあと） / your page, as its address has it') : '';
  const label = 'サインインのパスワード / sign-in password';
  const password = signInFd === null ? await asker.hidden(label) : await asker.from(signInFd);
  await api.call('signIn', { body: { login: who, password, ...(where === '' ? {} : { page: where }) } });
}

async function confirmAs({ asker, teller, keys, quantity }: Confirming, api: Api, { about, sealed, folder }: SealedFolder): Promise<boolean> {
  const { id, number } = about;
  const view = await api.call('transfer', { id });
  if (view.confirmation !== null) {
    teller.tell('confirmed-already', { id, number }, [`受領は確認済みです: 授受番号 ${number}`, `receipt of transfer ${number} was confirmed already`]);
    return true;
  }
  const counted = quantity ?? await askQuantity(asker, about);
  const reason = counted === view.quantity ? {} : { reason: await asker.shown(`件数が違います（預入 ${view.quantity}、受領 ${counted}）。理由 / the counts differ; why`) };
  const receipt = await signedReceipt(api, keys, { id, number, allowed: view.signing?.keys.map(({ fingerprint }) => fingerprint) ?? [] });
  if (receipt === null && view.signing?.required === true) {
    teller.tell('not-confirmed', { id, number, code: 'SIGNATURE_NEEDED' }, ['受領の確認には、登録した鍵の署名が要ります。--key で指定してください。', 'confirming needs the signature of a registered key: give it with --key']);
    return false;
  }
  if (view.files.some(({ sha256 }, at) => sealed.manifest.files[at]?.sha256 !== sha256)) throw new Error('expected the transfer to hold the files of the manifest');
  await api.call('confirm', { id, body: { quantity: counted, opened: true, digest: view.digest, ...reason, ...(receipt === null ? {} : { receipt }) } });
  await writeDurably(join(folder, 'receipt.json'), `${JSON.stringify(await api.call('receipt', { id }), null, 1)}\n`);
  teller.tell('confirmed', { id, number, quantity: counted, signed: receipt !== null }, [`受領を確認しました: 授受番号 ${number}、${counted}${about.unit}${receipt === null ? '' : '（署名付き）'}`, `receipt confirmed: transfer ${number}, ${counted}${receipt === null ? '' : ' (signed)'}`]);
  return true;
}

async function askQuantity(asker: Asker, { quantity, unit }: SealedFolder['about']): Promise<number> {
  const typed = (await asker.shown(`数えた件数（預入 ${quantity}${unit}。同じなら Enter） / count (Enter for ${quantity})`)).trim();
  if (typed === '') return quantity;
  if (!/^\d{1,10}$/.test(typed)) throw new SyntaxError(`expected a number, came ${typed.slice(0, 20)}`);
  return Number(typed);
}

interface Signing { readonly id: string; readonly number: string; /** Fingerprints whose signature counts now. */ readonly allowed: readonly string[] }

/** The gateway's statement, signed; null where no key here counts. */
async function signedReceipt(api: Api, keys: readonly UnlockedKey[], { id, number, allowed }: Signing): Promise<{ statement: string; signature: string } | null> {
  const key = keys.find((one) => allowed.includes(fingerprintOf(one)));
  if (key === undefined) return null;
  const statement = await (await api.call('receiptStatement', { id })).text();
  // A key signs what its owner opened, whatever is held out to it.
  if (readStatement(statement).number !== number) throw new SyntaxError('the statement is of another transfer');
  return { statement, signature: await signStatement(statement, key) };
}
