// `kagibako admin rotate-ledger-key`, `rotate-waiting-key`, `rotate-gateway-key`: a new key in the place of one of the gateway's own, on a stopped gateway.
// No web page can do this: whoever may run it already holds the keys. Run again after a crash, each finishes or undoes what was begun before it goes on.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { systemTime } from '../../server/ledger/clock.ts';
import { line } from '../../server/http/wire/words.ts';
// The command line is also the operator's tool on the gateway's own machine; hence these imports of the server.
import { prepareGatewayKey, rotateGatewayKey } from '../../server/keys/gateway-key.ts';
import { rotateLedgerKey } from '../../server/keys/ledger-key.ts';
import { siteOf, withRooms, type Rooms } from '../../server/keys/rooms.ts';
import { rotateWaitingKey } from '../../server/keys/waiting-key.ts';
import { fingerprintWords } from '../../server/sealing/fingerprint-words.ts';
import { onThisMachine, type Asked, type Out } from './on-this-machine.ts';

export type Rotated = 'ledger' | 'waiting' | 'gateway';
const given = z.object({ by: line(100), prepare: z.boolean().optional() });

/** Takes which key, besides; returns the exit code (on-this-machine.ts). */
export function rotateCommand(which: Rotated, asked: Asked): Promise<number> {
  return onThisMachine({
    given,
    act: async ({ by, prepare = false }, settings, out) => {
      await withRooms(siteOf(settings), { time: systemTime, random: randomBytes }, (rooms) => acts[which](rooms, { by, prepare }, out));
      out('  控え: 古い控えを処分し、新しい控えを取ってください（keys/README.md）。 / Copies: destroy the old one, keep a new one.');
    },
    why: () => null,
  }, asked);
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
