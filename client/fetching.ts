// Fetches the small parts of a transfer, and asks for bodies. A refusal of the gateway and a cut line are told apart from damage.

/** The gateway said no; `problem` is its document, unread. */
export class GatewayRefused extends Error {
  readonly problem: unknown;
  constructor(problem: unknown) {
    super('The gateway refused a part of the transfer; its answer says why.');
    this.name = 'GatewayRefused';
    this.problem = problem;
  }
}

/** The gateway has too much to do, read nothing of what was asked, and says when to come back. */
export class ComeBack extends GatewayRefused {
  readonly milliseconds: number;
  constructor(problem: unknown, milliseconds: number) {
    super(problem);
    this.name = 'ComeBack';
    this.milliseconds = milliseconds;
  }
}

export class LineCut extends Error {
  constructor() {
    super('The line was cut before the whole part arrived; collect it again.');
    this.name = 'LineCut';
  }
}

/** Asks the gateway as the person who is signed in; throws when the line is down. */
export type Fetch = (address: string, headers: Record<string, string>) => Promise<Response>;
/** What a proxy says for a gateway that it cannot reach: the line, not the gateway, said no. */
const UNREACHABLE: readonly number[] = [502, 504];

/** Asks for one part. Throws `LineCut`, `ComeBack` or another `GatewayRefused`. */
export async function ask(line: Fetch, address: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await line(address, headers).catch(() => {
    throw new LineCut();
  });
  if (UNREACHABLE.includes(response.status)) throw new LineCut();
  if (response.ok) return response;
  const milliseconds = askedFor(response.status, response.headers.get('retry-after'));
  const problem: unknown = await response.json().catch(() => null);
  throw milliseconds === 0 ? new GatewayRefused(problem) : new ComeBack(problem, milliseconds);
}

/** Milliseconds that an answer asks to wait (Retry-After in seconds, RFC 9110 §10.2.3), five minutes at most; 0 where it says nothing of the kind. */
export function retryAfter(header: string | null | undefined): number {
  const seconds = Number(header ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 300) * 1000 : 0;
}

/** Milliseconds after which a busy gateway wants to be asked again; 0 where it is not busy, or does not say. */
export const askedFor = (status: number, header: string | null | undefined): number => (status === 503 || status === 429 ? retryAfter(header) : 0);

/** A small part whole: manifest, signature, certificate, lock. */
export async function bytesOf(line: Fetch, address: string): Promise<Uint8Array> {
  const response = await ask(line, address);
  return new Uint8Array(await response.arrayBuffer().catch(() => {
    throw new LineCut();
  }));
}
