// The mail server as one setting names it. Guarantees: nothing in the address can loosen how the line is encrypted; what is not known here is refused.
import { z } from 'zod';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls` before anything is said, or nothing is sent; `none`: in clear, unless the server offers more. */
  readonly encryption: 'tls' | 'starttls' | 'none';
  /** Null: the server asks for nobody. The password is not here: it is a secret, and comes from a file. */
  readonly user: string | null;
}

/** RFC 8314 sections 3.3 and 7.3. */
const ports = { tls: 465, starttls: 587, none: 587 } as const;

/** `smtps://user@host`, `smtp://user@host:587?requireTLS=true`. A library's further parameters (`tls.rejectUnauthorized`, `ignoreTLS`) would undo what is checked at the start: none is taken. */
export const mailServer = z.url({ protocol: /^smtps?$/ }).transform((text, issues): MailServer => {
  const url = new URL(text);
  const [parameter] = [...url.searchParams].filter(([name, value]) => name !== 'requireTLS' || !['true', 'false'].includes(value));
  if (parameter !== undefined) issues.addIssue({ code: 'custom', message: `requireTLS=true のほかは書けません（${parameter[0]}）。 / nothing but requireTLS=true can follow the address` });
  if (url.password !== '') issues.addIssue({ code: 'custom', message: 'パスワードはここに書けません。ファイルに書き、KAGIBAKO_SMTP_PASSWORD_FILE で指定してください。書いてあったパスワードは替えてください。 / no password in the environment: put it into a file named by KAGIBAKO_SMTP_PASSWORD_FILE, and change the one that stood here' });
  if (url.hostname === '') issues.addIssue({ code: 'custom', message: 'smtps://ホスト か smtp://ホスト:587?requireTLS=true の形にしてください。 / expected smtps://host or smtp://host:587?requireTLS=true' });
  const encryption = url.protocol === 'smtps:' ? 'tls' : url.searchParams.get('requireTLS') === 'true' ? 'starttls' : 'none';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? ports[encryption] : Number(url.port), encryption,
    user: url.username === '' ? null : decodeURIComponent(url.username),
  };
});
