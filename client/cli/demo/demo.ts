// The demo: one real transfer through the whole journey, told in plain lines, each checked. Fails with `DemoFailed` if anything does not hold.
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { assumedPolicy } from '../../../config/presets/assumed.ts';
import { japanTime, turnableTime, type TurnableTime } from './clock.ts';
import { startGnuPg } from './gnupg.ts';
import { tellAudit, tellConfirmation, tellWipe } from './ending.ts';
import { tellCollection, tellGnuPg } from './opening.ts';
import { writeNotices, writeOriginals } from './originals.ts';
import { tellDeposit, tellKeys, tellNotice } from './beginning.ts';
import { createStory, DemoFailed, timed, sizeInWords, type Story } from './story.ts';
import type { Label, Stage } from './stage.ts';
import { foundTown } from './town.ts';

export interface DemoMeans {
  /** Where everything goes; made, or empty. */
  readonly folder: string;
  /** Rows of the print data. */
  readonly rows: number;
  readonly ports: { readonly ward: number; readonly contractor: number };
  /** Leave the gateway running when the story is told; its clock then shows the real time a little later. */
  readonly stay: boolean;
  readonly out: (line: string) => void;
  /** Null in tests that have no built pages. */
  readonly webFolder?: null;
  /** Told each point of the story; tests break things there. */
  readonly reach?: (label: Label) => void | Promise<void>;
}

/** Minutes that pass between deposit and notice, and between confirmation and wipe: the policy's, and one more. */
export const gapMinutes = assumedPolicy.passwordGapMinutes + 1;
const wipeMinutes = assumedPolicy.wipeAfterConfirmHours * 60 + 1;

/** Runs the demo. Returns its stage, with the gateway still running if it is to stay. Throws `DemoFailed`, or what a part threw. */
export async function runDemo(means: DemoMeans): Promise<Stage> {
  const folder = resolve(means.folder);
  await mustBeFree(folder);
  const time = turnableTime(gapMinutes + wipeMinutes + (means.stay ? gapMinutes : 0));
  const story = createStory({ out: means.out, file: join(folder, 'story.txt'), now: () => japanTime(time.wall()) });
  const begun = performance.now();
  tellOpening(story, folder);
  const stage = await prepare(means, { folder, time, story });
  try {
    await perform(stage);
    tellEnd(stage, folder, begun);
  } catch (error) {
    await stage.town.running.close();
    throw error;
  } finally {
    await stage.gnupg?.close();
  }
  if (!means.stay) await stage.town.running.close();
  return stage;
}

async function perform(stage: Stage): Promise<void> {
  const key = await tellKeys(stage);
  const sent = await tellDeposit(stage);
  const passwords = await tellNotice(stage, sent, gapMinutes);
  const collected = await tellCollection(stage, { transfer: sent.main, password: passwords.main, key });
  await tellGnuPg(stage, sent.small, passwords.small);
  await tellConfirmation(stage, sent.main, key);
  await tellWipe(stage, { transfer: sent.main, collected, minutes: wipeMinutes });
  await tellAudit(stage);
}

async function mustBeFree(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new DemoFailed(`空のフォルダーを指定してください: ${folder} / an empty folder was expected; name another with --folder`);
}

function tellOpening(story: Story, folder: string): void {
  story.part('これからすること', 'What is going to happen');
  story.tell('架空の「あさぎり区」から印刷会社へ、介護保険料納入通知書の印字データを1回渡します。人も会社も番号もすべて架空です。', 'A made-up ward hands print data to a printing firm. Nobody in it exists.');
  story.tell(`できたものはすべてこのフォルダーに残ります: ${folder}`, 'Everything is left in that folder.');
  story.tell('鍵箱の時計は1日あまり前から始め、待つ代わりに2回進めます。進めるたびにそう書きます。', 'The gateway\'s clock starts a day ago and is turned forward twice instead of waiting; each turn is told.');
}

async function prepare(means: DemoMeans, { folder, time, story }: { folder: string; time: TurnableTime; story: Story }): Promise<Stage> {
  const folders = { ward: join(folder, 'ward'), midori: join(folder, 'midori'), aoba: join(folder, 'aoba'), auditor: join(folder, 'auditor') };
  for (const path of Object.values(folders)) await mkdir(path);
  story.part('準備', 'Setting up');
  const made = await timed(() => writeOriginals(folders.ward, means.rows));
  const small = await writeNotices(folders.ward, '追加分_40件.csv', 40);
  for (const { name, size } of made.result) story.tell(`担当課の机に原本: ${name}（${sizeInWords(size)}、${size.toLocaleString('en')}バイト）`, 'original at the ward\'s desk, in clear');
  story.tell(`CSV は Shift_JIS（CP932）${means.rows.toLocaleString('en')}件。髙・﨑・①・㈱と、外字コードの𠮷を含みます（作成 ${made.took}秒）。`, `Shift_JIS with vendor and user-defined characters; made in ${made.took} s.`);
  const founded = await timed(() => foundTown({ folder: join(folder, 'gateway'), time, ports: means.ports, ...(means.webFolder === undefined ? {} : { webFolder: means.webFolder }) }));
  const town = founded.result;
  try {
    story.tell(`鍵箱を起動しました（${founded.took}秒）。職員用 ${town.running.origins.ward}　受託事業者用 ${town.running.origins.contractor}`, 'The gateway runs on loopback with its embedded defaults: two listeners, SQLite, a folder, no virus scanner.');
    story.tell('ウイルス検査はしていません（clamd を設定していないため）。授受にもそう表示されます。', 'No virus scanner is set up, and every transfer says so.');
    story.tell(`管理者が資料S1のひな形から委託業務「${town.engagement.title}」を作りました。期間は資料の年度ではなく今の年度（${town.engagement.from}〜${town.engagement.to}）です。`, 'The administrator made the engagement from preset S1, with this year\'s period instead of the paper\'s.');
    const gnupg = await startGnuPg('Aoba Fuunyu Center', 'aoba-demo-passphrase', new Date(time.wall()));
    return { story, town, time, folders, originals: made.result, small, rows: means.rows, gnupg, reach: means.reach ?? (() => undefined) };
  } catch (error) {
    await town.running.close();
    throw error;
  }
}

function tellEnd({ story, town, folders }: Stage, folder: string, begun: number): void {
  story.part('おわり', 'The end');
  story.hold(town.faults.length === 0, '鍵箱は一度も想定外の事態を報告しませんでした。', 'The gateway reported no fault.');
  story.tell(`全体で ${((performance.now() - begun) / 1000).toFixed(0)}秒。すべての確認が成り立ちました。`, 'Every step held.');
  story.tell(`受託事業者の机: ${folders.midori}（開いたファイルは平文です）`, 'The contractor\'s desk; opened files there are in clear.');
  story.tell(`監査人の机: ${folders.auditor}　この記録: ${join(folder, 'story.txt')}`, 'The auditor\'s desk, and this story.');
}
