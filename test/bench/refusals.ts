// `npm run bench -- refusals`: whether the time of a refused sign-in tells anything. Each refusal comes from an address of its own, in turns drawn by lot, so that
// no wait and no warm cache favours one cause. The rank statistic is the chance that a refusal of this cause took longer than one of an unknown login: 0.5 tells nothing.
import { request } from 'node:http';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { routes } from '../../server/http/wire/routes.ts';
import { stepOf } from '../../server/accounts/totp.ts';
import { codeAt } from '../accounts/authenticator.ts';
import { addPerson } from '../town.ts';
import { quantile, show } from './numbers.ts';
import type { Given, Outcome, Part } from './part.ts';
import { openSite, type Site } from './site.ts';

interface Cause { readonly name: string; readonly body: (at: number) => { login: string; password: string } }
interface Timed { readonly name: string; readonly times: number[]; readonly statuses: Set<number>; readonly texts: Set<string> }

const wrong = 'これは ちがう パスワード 1234';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What the telephone's app does: reads the secret and shows the code of now. */
function codeOf(secret: string): string {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return codeAt(Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2)), stepOf(Date.now()));
}

async function causesAt(site: Site): Promise<Cause[]> {
  const person = (login: string) => addPerson({ running: { origins: site.origins } }, site.admin, { role: 'auditor', login, name: `計測 ${login}` });
  const [plain, gone, second] = [await person('plain'), await person('gone'), await person('second')];
  await site.admin.api.call('disableAccount', { id: gone.id });
  const { secret } = await second.api.call('beginCodes', { body: { password: second.password } });
  await second.api.call('confirmCodes', { body: { code: codeOf(secret) } });
  return [
    { name: 'unknown login', body: (at) => ({ login: `nobody${String(at)}`, password: wrong }) },
    { name: 'wrong password', body: () => ({ login: plain.login, password: wrong }) },
    { name: 'disabled account, right password', body: () => ({ login: gone.login, password: gone.password }) },
    { name: 'wrong password, second factor enrolled', body: () => ({ login: second.login, password: wrong }) },
  ];
}

/** Milliseconds, status and text of one refused sign-in from an address of its own. */
function refused(origin: string, given: object, stranger: number): Promise<{ millis: number; status: number; text: string }> {
  const body = JSON.stringify(given);
  const headers = { origin, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const localAddress = `127.${String(20 + Math.floor(stranger / 62_500))}.${String(1 + Math.floor(stranger / 250) % 250)}.${String(1 + stranger % 250)}`;
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const asked = request(`${origin}/api/v1${routes.signIn.path}`, { method: 'POST', headers, localAddress }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('end', () => resolve({ millis: performance.now() - begun, status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asked.once('error', reject).end(body);
  });
}

/** Mann and Whitney: the share of pairs in which the one is longer, ties counted half. */
function chanceOfLonger(ones: readonly number[], others: readonly number[]): number {
  let longer = 0;
  for (const one of ones) for (const other of others) longer += one > other ? 1 : one === other ? 0.5 : 0;
  return longer / (ones.length * others.length);
}

async function measure(site: Site, each: number, say: (line: string) => void): Promise<Timed[]> {
  const causes = await causesAt(site);
  const found: Timed[] = causes.map(({ name }) => ({ name, times: [], statuses: new Set(), texts: new Set() }));
  for (let at = 0; at < each; at += 1) {
    const turn = causes.map((_, index) => index);
    while (turn.length > 0) {
      const [index = 0] = turn.splice(randomInt(turn.length), 1);
      const answer = await refused(site.origins.ward, causes[index]?.body(at) ?? {}, at * causes.length + index);
      found[index]?.times.push(answer.millis);
      found[index]?.statuses.add(answer.status);
      found[index]?.texts.add(answer.text);
    }
    if (at % 50 === 49) say(`${String(at + 1)} of ${String(each)} of each cause`);
  }
  return found;
}

async function runRefusals({ folder, say, count }: Given): Promise<Outcome> {
  say('Refused sign-ins…');
  const site = await openSite(join(folder, 'refusals'));
  const found = await measure(site, count, say).finally(() => site.close());
  const base = found[0]?.times ?? [];
  // The standard error of the statistic where both come from one distribution.
  const error = Math.sqrt((2 * count + 1) / (12 * count * count));
  const chances = found.map(({ times }) => chanceOfLonger(times, base));
  const isSame = new Set(found.flatMap(({ texts }) => [...texts])).size === 1 && found.every(({ statuses }) => statuses.size === 1 && statuses.has(401));
  return {
    lines: [
      `Sign-ins that are refused, ${String(count)} of each cause in turns drawn by lot. Chance of longer: how often one of this cause took longer than one of an unknown login; by accident alone ${show(0.5, 2)} ± ${show(2 * error, 3)} (two standard errors).`, '',
      '| cause | median, ms | p95, ms | chance of longer |', '|---|---|---|---|',
      ...found.map(({ name, times }, index) => `| ${name} | ${show(quantile(times, 0.5), 1)} | ${show(quantile(times, 0.95), 1)} | ${index === 0 ? '—' : show(chances[index], 3)} |`), '',
      isSame ? 'All have one status (401) and one text, byte for byte.' : '**Status or text differ between the causes.**',
    ],
    goals: found.slice(1).map(({ name }, index) => {
      const chance = chances[index + 1] ?? 0;
      return { measure: `time of a refusal: ${name}, against an unknown login`, goal: '0.5 within three standard errors', measured: `${show(chance, 3)} ± ${show(error, 3)}`, met: isSame && Math.abs(chance - 0.5) <= 3 * error };
    }),
    plots: [], versions: [],
  };
}

export const refusals: Part = { name: 'refusals', title: 'What a refused sign-in tells by its time', usual: { sizeInMiB: 1, rounds: 1, count: 200 }, quick: { sizeInMiB: 1, rounds: 1, count: 5 }, longest: 8, run: runRefusals };
