// What this browser held while somebody was signed in, and must not hold for whoever comes next. A private key that its owner chose to keep
// here is no leftover: it would be lost, and what was sealed to it with it.

/** Opened files wait under names that begin so (client/web/parties/open/keeping.ts). */
const HELD = /^sealed-/;

/** Forgets what pages kept for this visit, and sealed bodies that an interrupted opening left in the browser's own storage. */
export async function forgetLeftovers(): Promise<void> {
  sessionStorage.clear();
  const folder = await navigator.storage.getDirectory().catch(() => null);
  if (folder === null) return;
  const names: string[] = [];
  for await (const name of folder.keys()) if (HELD.test(name)) names.push(name);
  // One that is being written just now is locked; it is forgotten by whoever writes it.
  await Promise.allSettled(names.map((name) => folder.removeEntry(name)));
}
