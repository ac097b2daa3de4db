// Networks as they are written in settings and by administrators: who may connect (1-3, 1-23), which proxies are believed, from where a party's people come.
import { BlockList, isIP } from 'node:net';
import { plainAddress, versionOf } from './address.ts';

/** The networks are not written as expected; the message says how. */
export class NetworksRefused extends Error {
  override readonly name = 'NetworksRefused';
}

/** Only this machine. */
export const loopback = '127.0.0.0/8,::1/128';

/** Whether a host, as a setting names it, is this machine and no other. A name that only resolves to it today is not. */
export const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** The shortest prefixes that are taken: a shorter one names more than was meant. */
export interface Widest { readonly ipv4: number; readonly ipv6: number }
const any: Widest = { ipv4: 0, ipv6: 0 };

/**
 * Reads `10.1.0.0/16,192.0.2.7` and returns whether an address, as a socket names it, lies in one of them.
 * Throws `NetworksRefused` for anything that is no address with an optional prefix length, and for a network wider than `widest`.
 */
export function readNetworks(text: string, widest: Widest = any): (address: string) => boolean {
  const list = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits, ...rest] = part.split('/');
    const version = versionOf(address);
    const longest = version === 'ipv6' ? 128 : 32;
    const length = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (version === null || rest.length > 0 || length < 0 || length > longest) throw new NetworksRefused(`ネットワークは 10.1.0.0/16 のように、コンマで区切って書いてください（${part}）。 / write networks as 10.1.0.0/16, separated by commas`);
    if (length < widest[version]) throw new NetworksRefused(`ネットワークが広すぎます（${part}）。/${String(widest.ipv4)}（IPv6は /${String(widest.ipv6)}）以上に狭めてください。 / too wide: at least /${String(widest.ipv4)}, or /${String(widest.ipv6)} of IPv6`);
    list.addSubnet(address, length, version);
  }
  return (address) => {
    const came = plainAddress(address);
    const version = versionOf(came);
    return version !== null && list.check(came, version);
  };
}
