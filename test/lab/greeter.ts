// Stands for a program of a segment: listens on every address, on the ports that it is given, and greets whoever gets through. Says `ready` once it listens.
import { once } from 'node:events';
import { createServer } from 'node:net';

for (const port of process.argv.slice(2).map(Number)) {
  const server = createServer((socket) => socket.on('error', () => undefined).end('here\n')).listen(port, '0.0.0.0');
  await once(server, 'listening');
}
process.stdout.write('ready\n');
