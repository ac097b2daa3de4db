// The least a server can do and still be durable: one HTTP PUT into a file, fsync of file and folder, 201. Run as a process of its
// own with the folder as its argument; tells its parent the port.
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const folder = process.argv[2] ?? '';

const server = createServer((request, response) => {
  receive(request).then(() => response.writeHead(201).end(), (error: unknown) => response.writeHead(500).end(String(error)));
});

async function receive(request: NodeJS.ReadableStream): Promise<void> {
  const file = await open(join(folder, 'put.bin'), 'w', 0o600);
  await pipeline(request, file.createWriteStream({ flush: true, highWaterMark: 1024 * 1024 }));
  const place = await open(folder, 'r');
  await place.sync();
  await place.close();
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
process.once('disconnect', () => process.exit(0));
