// Which lines that the gateway opens to other machines are not encrypted (ASVS 12.3.1). To this machine clear text is taken; to any other the start is refused, unless
// the operator names that connection, and then it is told for as long as it stands. Decided once, before anything is sent; no line changes from TLS to clear later.
import { isThisMachine } from '../addresses/networks.ts';
import { StartRefused } from './start-checks.ts';

export type Connection = 'mail' | 'syslog' | 'witness';
/** A line that the gateway opens, as the settings name it. */
export interface OutwardLine { readonly connection: Connection; readonly host: string; readonly isEncrypted: boolean }

const remedies: Readonly<Record<Connection, string>> = {
  mail: 'KAGIBAKO_SMTP_URL を smtps://… か smtp://…?requireTLS=true に / make KAGIBAKO_SMTP_URL smtps://… or smtp://…?requireTLS=true',
  syslog: 'KAGIBAKO_SYSLOG_URL を tls://… に / make KAGIBAKO_SYSLOG_URL tls://…',
  witness: 'KAGIBAKO_WITNESSES のアドレスを https://… に（kagibako witness serve の --certificate と --key） / make the address in KAGIBAKO_WITNESSES https://… (--certificate and --key of kagibako witness serve)',
};

/**
 * Takes every line and the connections that the operator named. Returns those that go in clear to another machine, to be told while they stand. Throws `StartRefused`:
 * CLEARTEXT_LINE for one that was not named, CLEARTEXT_UNUSED for a name that no line needs, so that an exception does not outlive its reason.
 */
export function mustBeEncrypted(lines: readonly OutwardLine[], named: readonly Connection[]): readonly Connection[] {
  const clear = lines.filter(({ host, isEncrypted }) => !isEncrypted && !isThisMachine(host));
  const unnamed = clear.find(({ connection }) => !named.includes(connection));
  if (unnamed !== undefined) {
    const { connection, host } = unnamed;
    throw new StartRefused('CLEARTEXT_LINE', `ほかの機械への接続が暗号化されません（${connection}: ${host}）。暗号化する接続が必要です。${remedies[connection]}。できないときだけ、KAGIBAKO_CLEARTEXT_TO に ${connection} と書いてください。その間は警告が出続けます。 / the line to another machine is in clear, TLS is expected; if that cannot be, name it in KAGIBAKO_CLEARTEXT_TO, and it is warned of as long as it stands`);
  }
  const unused = named.find((one) => !clear.some(({ connection }) => connection === one));
  if (unused !== undefined) throw new StartRefused('CLEARTEXT_UNUSED', `KAGIBAKO_CLEARTEXT_TO の ${unused} は要りません。平文でほかの機械へ出る接続がないためです。消してください。 / ${unused} in KAGIBAKO_CLEARTEXT_TO is not needed: no such line goes in clear to another machine; take it out`);
  return [...new Set(clear.map(({ connection }) => connection))];
}
