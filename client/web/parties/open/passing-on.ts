// The worker that opened passes from the opening page to the confirmation of the same transfer, and to no other page: its key signs the receipt there.
import type { Opener } from './opener.ts';

let passed: { readonly id: string; readonly opener: Opener } | null = null;

/** The opening page is left: the worker goes on only if the reader is on the way to the confirmation of this transfer. */
export function leaveOpener(id: string, opener: Opener): void {
  passed?.opener.end();
  passed = null;
  if (location.pathname.endsWith(`/transfers/${id}/receipt`)) passed = { id, opener };
  else opener.end();
}

/** The worker that opened this transfer, once; null if the page was loaded anew. The taker ends it. */
export function takeOpener(id: string): Opener | null {
  const taken = passed;
  passed = null;
  if (taken === null || taken.id === id) return taken?.opener ?? null;
  taken.opener.end();
  return null;
}
