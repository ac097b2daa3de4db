// Mail out, one recipient per message: nobody learns of another's address from an envelope or a header (3-8). What a message says
// is the caller's; nothing is read from files or addresses of the net.
import { createTransport } from 'nodemailer';

export interface Mail { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }

/** What became of a message: `refused` for ever (5xx), `away` and worth another try, or `unknown`: it may have arrived, so it is not sent again. */
export type Outcome = 'sent' | 'refused' | 'away' | 'unknown';

export interface Mailer {
  /** Sends one message to one address. Never throws. */
  send(mail: Mail): Promise<Outcome>;
}

/** `encryption`: `tls` from the first byte, `starttls` before the sender is told (or nothing is sent), `none`: in clear where the server offers no more. */
export interface MailServer { readonly host: string; readonly port: number; readonly encryption: 'tls' | 'starttls' | 'none'; readonly user: { readonly name: string; readonly password: string } | null }

/** Through this SMTP server, in the name of `from`. The server's certificate and name are checked wherever TLS is spoken. */
export function createMailer({ server: { host, port, encryption, user }, from }: { server: MailServer; from: string }): Mailer {
  const transport = createTransport({ host, port, secure: encryption === 'tls', requireTLS: encryption === 'starttls', ...(user === null ? {} : { auth: { user: user.name, pass: user.password } }), connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true });
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, envelope: { from, to: [to] }, subject, text, messageId: `<${id}@kagibako>`, headers: { 'Auto-Submitted': 'auto-generated' } });
        return 'sent';
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(error: unknown): Outcome {
  const facts: { responseCode?: unknown; command?: unknown } = typeof error === 'object' && error !== null ? error : {};
  if (typeof facts.responseCode === 'number') return facts.responseCode >= 500 ? 'refused' : 'away';
  // The line broke after the content was on its way: whoever sends again may send twice.
  return facts.command === 'DATA' ? 'unknown' : 'away';
}
