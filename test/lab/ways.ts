// The segments of the lab, and every way from each of them: which are meant to be open, and which must be closed. Pure.

export const segments = ['desk', 'lgwan', 'contractor', 'outsider', 'gateway'] as const;
export type Segment = (typeof segments)[number];

/** What a try of a way came to: an answer; a connection that was cut without a word; no connection. */
export type Outcome = 'answers' | 'cut' | 'closed';

export interface Target {
  /** As the matrix heads its column. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** `https`: asks the gateway; `tcp`: a stand-in that greets. */
  readonly by: 'https' | 'tcp';
  /** Where the way is tried from: everywhere, or only from these. */
  readonly from?: readonly Segment[];
  /** From where it is meant to be open. */
  readonly open: readonly Segment[];
}

export const wardAddress = '10.1.0.1';
export const contractorAddress = '10.2.0.1';
export const listenerPort = 8443;
export const operatingPort = 8702;
/** Programs beside the gateway that listen on every address of its machine, as careless ones do. */
export const neighbours = { clamd: 3310, syslog: 6514, ssh: 22 } as const;
/** Each segment has something of its own that greets whoever gets through. */
export const greetingPort = 9000;
export const addressOf: Readonly<Record<Segment, string>> = { desk: '10.1.0.10', lgwan: '10.2.0.254', contractor: '10.3.0.10', outsider: '10.4.0.66', gateway: '127.0.0.1' };

const sides = [['ward', wardAddress], ['lgwan', contractorAddress]] as const;
const other = segments.filter((one) => one !== 'gateway');

const listeners: readonly Target[] = [
  { name: 'ward listener', address: wardAddress, port: listenerPort, by: 'https', from: other, open: ['desk'] },
  { name: 'contractor listener', address: contractorAddress, port: listenerPort, by: 'https', from: other, open: ['contractor'] },
];
const operating: readonly Target[] = [
  ...sides.map(([side, address]) => ({ name: `operating at ${side}`, address, port: operatingPort, by: 'tcp' as const, from: other, open: [] })),
  { name: 'operating on loopback', address: '127.0.0.1', port: operatingPort, by: 'tcp', open: ['gateway'] },
];
const beside: readonly Target[] = Object.entries(neighbours).flatMap(([name, port]) => sides.map(([side, address]) => ({ name: `${name} at ${side}`, address, port, by: 'tcp' as const, from: other, open: [] })));

/** The gateway is no bridge, and calls nobody: the desk reaches nothing beyond it, nobody beyond it reaches the desk, and it reaches none of them. */
const through: readonly Target[] = other.map((to) => ({ name: `to ${to}`, address: addressOf[to], port: greetingPort, by: 'tcp', from: to === 'desk' ? ['lgwan', 'contractor', 'outsider', 'gateway'] : ['desk', 'gateway'], open: [] }));

export interface Way { readonly from: Segment; readonly target: Target; readonly expected: Outcome }

/** All ways with the walls of the network (nftables) before the gateway. */
export const withWalls: readonly Way[] = waysTo([...listeners, ...operating, ...beside, ...through], 'closed');

/** Without those walls the gateway's own hold: whoever connects from another network is cut unread, and what is on loopback stays there. */
export const withoutWalls: readonly Way[] = [...waysTo(listeners, 'cut'), ...waysTo(operating, 'closed')];

function waysTo(targets: readonly Target[], otherwise: Outcome): Way[] {
  return targets.flatMap((target) => (target.from ?? segments).map((from) => ({ from, target, expected: target.open.includes(from) ? 'answers' : otherwise })));
}
