// The networks from which a listener takes connections at all (1-3, 1-23): default-deny. A connection from anywhere else is cut before a
// byte of it is read, and counted as a stranger's.
import { BlockList } from 'node:net';
import { plain, versionOf } from '../engagements/terminals.ts';

/** The networks are not written as expected; the message says how. */
export class NetworksRefused extends Error {
  override readonly name = 'NetworksRefused';
}

/** Only this machine. */
export const loopback = '127.0.0.0/8,::1/128';

/**
 * Reads `10.1.0.0/16,192.0.2.7` and returns whether an address, as a socket names it, lies in one of them.
 * Throws `NetworksRefused` for anything that is no address with an optional prefix length.
 */
export function readNetworks(text: string): (address: string) => boolean {
  const list = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits, ...rest] = part.split('/');
    const version = versionOf(address);
    const longest = version === 'ipv6' ? 128 : 32;
    const length = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (version === null || rest.length > 0 || length < 0 || length > longest) throw new NetworksRefused(`ネットワークは 10.1.0.0/16 のように、コンマで区切って書いてください（${part}）。 / write networks as 10.1.0.0/16, separated by commas`);
    list.addSubnet(address, length, version);
  }
  return (address) => {
    const came = plain(address);
    const version = versionOf(came);
    return version !== null && list.check(came, version);
  };
}
