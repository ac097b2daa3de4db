// Which bytes of a body have reached the recipient. Pure. A response that ended counts whole; of one that was cut, only what
// the recipient shows to have by asking for the rest (H 66): what lay in our send buffer may never have arrived.

export type Span = readonly [start: number, end: number];

export interface Delivered {
  /** Half-open spans, sorted and merged. */
  readonly arrived: readonly Span[];
  /** Spans that went out in responses that were cut. */
  readonly cut: readonly Span[];
  /** Spans that are on their way out. Left over by a process that died, they are cut ones: how far each went nobody noted. */
  readonly going?: readonly Span[];
}

export const nothing: Delivered = { arrived: [], cut: [] };

/** A response that was sent to its end. */
export function arrived(before: Delivered, span: Span): Delivered {
  return { ...before, arrived: merge([...before.arrived, span]) };
}

/** A response that broke off after `span`. */
export function cutOff(before: Delivered, span: Span): Delivered {
  return span[0] === span[1] ? before : { ...before, cut: merge([...before.cut, span]) };
}

/** A response begins. */
export const begun = (before: Delivered, span: Span): Delivered => ({ ...before, going: [...(before.going ?? []), span] });

/** The response of `span` has ended, whole or not. */
export function ended(before: Delivered, span: Span): Delivered {
  const going = before.going ?? [];
  const at = going.findIndex(([from, to]) => from === span[0] && to === span[1]);
  return at === -1 ? before : { ...before, going: going.filter((_, index) => index !== at) };
}

/** After a crash: whatever was going out was cut. */
export function stopped(before: Delivered): Delivered {
  return { ...before, cut: merge([...before.cut, ...(before.going ?? [])]), going: [] };
}

/** A request that begins at `start`: what was cut and lies before it has arrived after all. */
export function resumedAt(before: Delivered, start: number): Delivered {
  const shown = before.cut.filter(([from, to]) => from < start && start <= to).map(([from]): Span => [from, start]);
  return shown.length === 0 ? before : { ...before, arrived: merge([...before.arrived, ...shown]) };
}

/** True when every byte of a body of `size` bytes has arrived at least once. */
export function isWhole({ arrived: spans }: Delivered, size: number): boolean {
  const [first] = spans;
  return spans.length === 1 && first !== undefined && first[0] === 0 && first[1] >= size;
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && span[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], span[1])];
    else merged.push(span);
  }
  return merged;
}
