// The leanest client that a server can have: one GET over one TCP line, read into one buffer again and again and thrown away, so that the server is what is
// measured. HTTP/1.1 with a Content-Length only.
import { connect } from 'node:net';

interface Wanted { readonly address: string; readonly headers?: Readonly<Record<string, string>>; readonly bytes: number; /** Sees every piece of the body; it is overwritten afterwards. */ readonly see?: (piece: Uint8Array) => void }

/** Resolves when all `bytes` of the body have come. Throws an Error where another status or length is answered, or the line ends before. */
export function leanGet({ address, headers = {}, bytes, see }: Wanted): Promise<void> {
  const { hostname, port, pathname, host } = new URL(address);
  const buffer = Buffer.allocUnsafe(1 << 20);
  let head = '';
  let isBody = false;
  let left = bytes;
  return new Promise((resolve, reject) => {
    const take = (piece: Uint8Array): void => {
      left -= piece.length;
      see?.(piece);
      if (left > 0) return;
      line.destroy();
      if (left === 0) resolve();
      else reject(new Error(`expected ${bytes} bytes, ${-left} more came`));
    };
    const readHead = (piece: Buffer): void => {
      const before = head.length;
      head += piece.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      isBody = true;
      const said = head.slice(0, end);
      const length = Number(/^content-length:\s*(\d+)/im.exec(said)?.[1]);
      if (!/^HTTP\/1\.1 200 /.test(said) || length !== bytes) {
        line.destroy();
        reject(new Error(`expected 200 with ${bytes} bytes, got: ${head.slice(0, 600)}`));
        return;
      }
      if (end + 4 - before < piece.length) take(piece.subarray(end + 4 - before));
    };
    const line = connect({ host: hostname, port: Number(port), onread: { buffer, callback: (length) => {
      const piece = buffer.subarray(0, length);
      if (isBody) take(piece);
      else readHead(piece);
      return true;
    } } });
    line.once('error', reject).once('close', () => { reject(new Error(`the line ended ${left} bytes before the end`)); });
    const lines = [`GET ${pathname} HTTP/1.1`, `host: ${host}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), 'connection: close', '', ''];
    line.write(lines.join('\r\n'));
  });
}
