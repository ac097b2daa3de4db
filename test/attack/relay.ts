// Stands between a tool and the gateway, signed in as a role. The gateway slows whoever is refused again and again to ten requests a minute, so that a tool would knock at
// a closed door from its six hundredth request on and find nothing because it tried nothing. The relay is the attacker with all the time in the world: where it is told to
// wait it lets an hour pass, signs in anew and asks again. What the tool is answered is what the gateway says.
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attacker, Target } from './town.ts';

export interface Relay {
  readonly origin: string;
  /** Answers that the tool was given, by status. */
  readonly answers: ReadonlyMap<number, number>;
  /** Requests that the gateway did not look at, after all: whoever was sent away attacked nothing. */
  readonly sentAway: () => number;
  close(): Promise<void>;
}

interface Answer { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** A door that is closed for a while, or a session that is over; not a refusal of what was asked. */
const isSentAway = ({ status, body }: Answer): boolean => status === 429 || status === 503 || (status === 401 && /"(?:NOT_SIGNED_IN|SESSION_ENDED)"/.test(body.toString()));

/** How often one request is asked again before the tool is told to wait after all. */
const MOST_TRIES = 3;

export async function relayTo({ side, who }: Attacker, { town }: Target): Promise<Relay> {
  const origin = town.running.origins[side];
  const answers = new Map<number, number>();
  let sentAway = 0;
  let renewing: Promise<void> | null = null;
  const renew = (): Promise<void> => {
    renewing ??= (async () => {
      town.time.advance(61);
      await who.signInAgain();
    })().finally(() => { renewing = null; });
    return renewing;
  };
  const server = createServer((asked, answer) => {
    void (async () => {
      const body = await wholeOf(asked);
      let told = await ask(origin, asked, body, who.line.headers());
      for (let tries = 1; tries < MOST_TRIES && isSentAway(told); tries += 1) {
        await renew();
        told = await ask(origin, asked, body, who.line.headers());
      }
      if (isSentAway(told)) sentAway += 1;
      answers.set(told.status, (answers.get(told.status) ?? 0) + 1);
      answer.writeHead(told.status, told.headers).end(told.body);
    })().catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, answers, sentAway: () => sentAway,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function wholeOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The tool's request as it is, but for the address that it believes in and the session. */
async function ask(origin: string, { method, url, headers }: IncomingMessage, body: Buffer, own: Readonly<Record<string, string>>): Promise<Answer> {
  const { connection: _connection, 'transfer-encoding': _encoding, 'accept-encoding': _accepted, ...rest } = headers;
  const asking = request(`${origin}${url ?? '/'}`, { method, headers: { ...rest, host: new URL(origin).host, 'content-length': body.length, ...own } });
  asking.end(body);
  const [answer] = await once(asking, 'response') as [IncomingMessage];
  const { 'transfer-encoding': _chunked, connection: _kept, ...given } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: given, body: await wholeOf(answer) };
}
