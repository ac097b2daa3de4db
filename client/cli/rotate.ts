// `kagibako admin rotate-ledger-key`, `rotate-waiting-key`, `rotate-gateway-key`: a new key in the place of one of the gateway's own, on a stopped gateway.
// No web page can do this: whoever may run it already holds the keys. Run again after a crash, each finishes or undoes what was begun before it goes on.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSettings, SettingsRefused } from '../../config/settings.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { LedgerRefused } from '../../server/ledger/refusal.ts';
import { line } from '../../server/http/wire/words.ts';
// The command line is also the operator's tool on the gateway's own machine; hence these imports of the server.
import { prepareGatewayKey, rotateGatewayKey } from '../../server/keys/gateway-key.ts';
import { rotateLedgerKey } from '../../server/keys/ledger-key.ts';
import { siteOf, withRooms, type Rooms } from '../../server/keys/rooms.ts';
import { rotateWaitingKey } from '../../server/keys/waiting-key.ts';
import { fingerprintWords } from '../../server/sealing/fingerprint-words.ts';
import { StoreRefused } from '../../server/store/refusal.ts';
import { RewrapRefused } from '../../server/transfers/rewrap.ts';

export type Rotated = 'ledger' | 'waiting' | 'gateway';
const given = z.object({ by: line(100), prepare: z.boolean().optional() });
type Out = (line: string) => void;

/** Takes which key, the options, the environment and where lines go; returns the exit code: 0 changed, 1 refused and nothing changed, 2 wrong options. */
export async function rotateCommand(which: Rotated, options: unknown, environment: Readonly<Record<string, string | undefined>>, out: Out): Promise<number> {
  const parsed = given.safeParse(options);
  if (!parsed.success) {
    out(`指定に誤りがあります / wrong options:\n${z.prettifyError(parsed.error)}`);
    return 2;
  }
  const { by, prepare = false } = parsed.data;
  try {
    const site = siteOf(readSettings(environment));
    await withRooms(site, { time: systemTime, random: randomBytes }, (rooms) => acts[which](rooms, { by, prepare }, out));
    out('  控え: 古い控えを処分し、新しい控えを取ってください（keys/README.md）。 / Copies: destroy the old one, keep a new one.');
    return 0;
  } catch (error) {
    if (!(error instanceof StoreRefused || error instanceof KeysRefused || error instanceof SettingsRefused || error instanceof LedgerRefused || error instanceof RewrapRefused)) throw error;
    out(error.message);
    return 1;
  }
}

type Act = (rooms: Rooms, options: { readonly by: string; readonly prepare: boolean }, out: Out) => Promise<void>;

const acts: Readonly<Record<Rotated, Act>> = {
  ledger: async (rooms, { by }, out) => {
    const { from, to, entry, checkpoint } = await rotateLedgerKey(rooms, by);
    out(`台帳の鍵を交換しました（記録 ${entry}）。古い鍵は消去しました。 / The ledger's key was changed (entry ${entry}); the old one was destroyed.`);
    out(`  旧 / from: ${from}`);
    out(`  新 / to:   ${to}`);
    out('  監査人に、新しい公開鍵と、両方の鍵で署名した次の検証点を渡してください。立会人は自動で引き継ぎます。 / Give auditors the new key and this checkpoint, signed by both; witnesses follow by themselves:');
    out(checkpoint);
  },
  waiting: async (rooms, { by }, out) => {
    const { transfers, entry } = await rotateWaitingKey(rooms, by);
    out(`待機中の鍵を包む鍵を交換しました（授受 ${transfers}件、記録 ${entry}）。古い鍵は消去しました。 / The waiting key was changed (${transfers} transfers wrapped anew, entry ${entry}); the old one was destroyed.`);
  },
  gateway: async (rooms, { by, prepare }, out) => {
    const { from, to, entry } = await (prepare ? prepareGatewayKey(rooms, by) : rotateGatewayKey(rooms, by));
    out(prepare ? `鍵箱の次の署名鍵を予告しました（記録 ${entry}）。まだ使っていません。 / The gateway's next signing key is announced (entry ${entry}), not yet used.`
      : `鍵箱の署名鍵を交換しました（記録 ${entry}）。古い秘密鍵は消去し、証明書は残しました。 / The gateway's signing key was changed (entry ${entry}); the old private key was destroyed, its certificate is kept.`);
    out(`  旧 / from: ${from}`);
    out(`  新 / to:   ${to}`);
    out(`  電話で伝える言葉と数字 / for the telephone: ${fingerprintWords(to)}`);
  },
};
