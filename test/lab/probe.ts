// Runs inside one segment: tries the ways that it is given as JSON, all at once, and prints what each came to.
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { z } from 'zod';
import type { Outcome } from './ways.ts';

/** A wall that drops says nothing: so long nothing is heard from it. Far beyond what an answer takes here. */
const patienceMs = 10_000;

const orders = z.object({ ca: z.string(), targets: z.array(z.object({ address: z.string(), port: z.int(), by: z.enum(['https', 'tcp']) })) });
type Target = z.infer<typeof orders>['targets'][number];

const { ca, targets } = orders.parse(JSON.parse(process.argv[2] ?? '{}'));
const authority = readFileSync(ca, 'utf8');
const outcomes = await Promise.all(targets.map((target) => (target.by === 'https' ? ask(target) : greet(target))));
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
process.exit(0);

/** Asks the gateway who it is, over TLS that is checked. */
function ask({ address, port }: Target): Promise<Outcome> {
  return new Promise((resolve) => {
    let connected = false;
    const timer = setTimeout(() => { resolve(connected ? 'cut' : 'closed'); }, patienceMs);
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const request = get({ host: address, port, path: '/api/v1/gateway', ca: authority, agent: false }, (response) => {
      response.resume();
      end(response.statusCode === 200 ? 'answers' : 'cut');
    });
    request.on('socket', (socket) => socket.once('connect', () => { connected = true; }));
    request.on('error', () => { end(connected ? 'cut' : 'closed'); });
  });
}

/** Connects and says something; whatever is heard is an answer. */
function greet({ address, port }: Target): Promise<Outcome> {
  return new Promise((resolve) => {
    let connected = false;
    const socket = connect({ host: address, port });
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => { end(connected ? 'cut' : 'closed'); }, patienceMs);
    socket.once('connect', () => {
      connected = true;
      socket.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:8702\r\n\r\n');
    });
    socket.once('data', () => { end('answers'); });
    socket.once('error', () => { end(connected ? 'cut' : 'closed'); });
    socket.once('close', () => { end(connected ? 'cut' : 'closed'); });
  });
}
