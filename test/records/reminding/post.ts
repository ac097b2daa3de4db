// A mail server for tests: it keeps what comes, and may be away.
import { SMTPServer } from 'smtp-server';

export interface Arrived { readonly to: readonly string[]; readonly raw: string }

/** A mail server that keeps what comes; while it is away it refuses every line. */
export class Post {
  readonly arrived: Arrived[] = [];
  away = false;
  private readonly server: SMTPServer;
  constructor() {
    this.server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
      onMailFrom: (_address, _session, callback) => callback(this.away ? Object.assign(new Error('away'), { responseCode: 451 }) : null),
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') });
          callback();
        });
      },
    });
    this.server.on('error', () => undefined);
  }
  listen(): Promise<number> {
    return new Promise((resolve) => {
      const listening = this.server.listen(0, '127.0.0.1', () => {
        const address = listening.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** The words of a message, whatever its transfer encoding. */
export function textOf({ raw }: Arrived): string {
  const at = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)];
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : body;
}
