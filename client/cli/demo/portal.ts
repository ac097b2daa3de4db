// After the story: a living portal for a visitor, with a transfer in each state that waits for somebody, until Ctrl-C.
import { setInterval } from 'node:timers';
import { join } from 'node:path';
import { groups } from '../../../server/sealing/password.ts';
import { gapMinutes } from './demo.ts';
import { approve, deposit, draft, makePassword, recordHandover, upload } from './sending.ts';
import type { Someone } from './someone.ts';
import { demoPassphrase, type Stage } from './stage.ts';

/** Prepares the transfers, tells addresses and accounts to the terminal only, keeps the gateway's work going, and ends when `stop` does. */
export async function openPortal(stage: Stage, stop: Promise<void>): Promise<void> {
  const { town, story } = stage;
  const { password } = await prepareTransfers(stage);
  const timer = setInterval(() => {
    town.running.gateway.tick().catch((error: unknown) => story.whisper(`鍵箱の仕事に失敗しました / fault: ${String(error)}`));
  }, 5_000);
  tellPortal(stage, password);
  await stop;
  clearInterval(timer);
  await town.running.close();
  story.whisper('鍵箱を止めました。 / Stopped.');
}

async function prepareTransfers({ town, small, time }: Stage): Promise<{ password: string }> {
  for (const person of [town.sato, town.takahashi]) await person.signInAgain();
  const waiting = await deposit(town, town.midori, [small], 40);
  const notice = await deposit(town, town.midori, [small], 40);
  await approve(town.takahashi, waiting);
  await approve(town.takahashi, notice);
  // The last turn: now the gateway's clock shows the real time.
  time.turn(gapMinutes);
  await town.running.gateway.tick();
  await town.sato.signInAgain();
  const collectable = await makePassword(town.sato, waiting.id);
  await recordHandover(town, collectable.noticeId, town.tanaka);
  await makePassword(town.sato, notice.id);
  await deposit(town, town.midori, [small], 40);
  const { id } = await draft(town, town.midori, 40);
  await upload(town, id, small);
  return { password: collectable.password };
}

function tellPortal({ town, story, folders }: Stage, password: string): void {
  const { ward, contractor } = town.running.origins;
  const tell = (text: string): void => story.whisper(text);
  const account = (address: string, who: Someone, what: string): void => tell(`  ${who.name}（${what}）  ${address}  ID: ${who.login}  パスワード / password: ${who.password}`);
  const page = `${contractor}/p/${town.midori.page}/sign-in`;
  tell('');
  tell('画面を開いています。終わるときは Ctrl-C。 / The portal is up. Press Ctrl-C to stop.');
  account(`${ward}/sign-in`, town.sato, '担当者 / deposits');
  account(`${ward}/sign-in`, town.takahashi, '承認者 / approves');
  account(`${ward}/sign-in`, town.auditor, '監査人 / auditor');
  account(`${ward}/sign-in`, town.admin, '管理者 / administrator');
  account(page, town.tanaka, 'みどり印刷 / contractor');
  tell('');
  tell('あるもの: 下書き、承認待ち、パスワードを渡す前、受取待ち、消去済みの授受が1件ずつ。 / A draft, and transfers awaiting approval, hand-over and collection; one wiped.');
  tell(`承認のあとのパスワードは、取扱条件により預入から${town.engagement.policy.passwordGapMinutes}分たつまで作れません。 / After an approval, the password can be made once the policy's gap has passed since the deposit.`);
  tell('受取待ちの授受を開くには / to open the one that awaits collection:');
  tell(`  秘密鍵 / key file: ${join(folders.midori, 'private-key.asc')}`);
  tell(`  鍵の合い言葉 / its passphrase: ${demoPassphrase}`);
  tell(`  パスワード / password: ${groups(password).join(' ')}（この画面だけに表示しています / shown here only）`);
}
