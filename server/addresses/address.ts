// What an address is, whoever writes it: a socket, a proxy or a person. One spelling for each, so that one terminal is never taken for two (H 152).
import { isIP, isIPv6, SocketAddress, type IPVersion } from 'node:net';

/** Which kind of address a text is; null for a text that is none. */
export const versionOf = (address: string): IPVersion | null => ({ 4: 'ipv4' as const, 6: 'ipv6' as const })[isIP(address)] ?? null;

/** The one spelling of an address: IPv6 short and in small letters, without its zone; IPv4 in IPv6 clothing as what it is. A text that is no address comes back as it came. */
export function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const written = new SocketAddress({ address: address.replace(/%.*$/s, ''), family: 'ipv6' }).address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(written)?.[1] ?? written;
}

/** What one house has: an IPv4 address, or a whole /64 of IPv6, from each address of which it could try. */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const [front = '', back] = plain.toLowerCase().split('::');
  const groups = front === '' ? [] : front.split(':');
  const rest = back === undefined || back === '' ? [] : back.split(':');
  const filled = back === undefined ? groups : [...groups, ...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'), ...rest];
  return filled.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
