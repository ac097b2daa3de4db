// Who asks: a signed-in person with what the rules need to know, taken from the session and never from the request.
import type { Actor } from '../ledger/entry.ts';

export type Role = 'staff' | 'handler' | 'auditor' | 'administrator';
export type Side = 'ward' | 'contractor';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly municipalityId: string;
  readonly sectionId: string | null;
  readonly contractorId: string | null;
  readonly canApprove: boolean;
  /** One sign-in: stays the same until sign-out, so that a separate occasion can be told (別の機会, 1-14, 3-7). */
  readonly occasion: string;
  readonly signedInAt: string;
  /** From where this very request came, as its socket says; left out where nobody asked over a line. */
  readonly address?: string;
  /** With which browser this sign-in began, as it is kept (browser.ts). */
  readonly browser?: string;
  /** SHA-256 of the client certificate that this very request's line shows, signed by a trusted authority; null: it shows none; left out: it could not. */
  readonly clientCertificate?: string | null;
  /** Left out for a person at a page: the unattended terminal (自動転送端末) that acts for this person, and the engagements it is bound to. */
  readonly unattended?: { readonly id: string; readonly engagements: readonly string[] };
}

/** The party a person acts for: the section or the contractor; null for auditors and administrators. */
export function partyOf(person: Person): string | null {
  return person.sectionId ?? person.contractorId;
}

/** The person as the ledger names them. */
export function actorOf(person: Person): Actor {
  return { id: person.id, role: person.role, name: person.name, ...(person.unattended === undefined ? {} : { terminal: person.unattended.id }) };
}

/** Parses a stored role; a foreign value is a damaged database. */
export function readRole(value: string): Role {
  if (value === 'staff' || value === 'handler' || value === 'auditor' || value === 'administrator') return value;
  throw new Error(`accounts.role: expected a known role, came ${value}`);
}
