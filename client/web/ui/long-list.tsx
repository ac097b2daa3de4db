// A list of any length that scrolls with the page and holds only the entries near the window, in groups: ten thousand files are no more work for the browser than a
// hundred. What holds the focus stays. A short list stands there whole, for printing and for the browser's own search.
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Up to so many entries stand on the page all at once. */
const SHORT = 60;
const GROUP = 40;
/** Groups this close to the window are on the page. */
const NEAR = '1200px 0px';

interface LongListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
  /** The height of an entry that nobody has seen yet, in pixels; a guess moves the scroll bar only. */
  readonly height: number;
}

export function LongList<T>({ items, keyOf, children, height }: LongListProps<T>) {
  if (items.length <= SHORT) return <ul className="grid gap-3">{items.map((item) => <li key={keyOf(item)}>{children(item)}</li>)}</ul>;
  const groups = Array.from({ length: Math.ceil(items.length / GROUP) }, (_, at) => items.slice(at * GROUP, (at + 1) * GROUP));
  return (
    <div role="list" className="grid gap-3">
      {groups.map((group, at) => (
        <Group key={at} height={group.length * height} first={at === 0}>
          {() => group.map((item, n) => <div key={keyOf(item)} role="listitem" aria-setsize={items.length} aria-posinset={at * GROUP + n + 1}>{children(item)}</div>)}
        </Group>
      ))}
    </div>
  );
}

/** Its entries while it is near the window, else their place. */
function Group({ height, first, children }: { readonly height: number; readonly first: boolean; readonly children: () => ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(first);
  const [held, setHeld] = useState(height);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new IntersectionObserver((seen) => {
      const last = seen.at(-1);
      if (last === undefined || (!last.isIntersecting && element.contains(document.activeElement))) return;
      if (!last.isIntersecting) setHeld(last.boundingClientRect.height);
      setNear(last.isIntersecting);
    }, { rootMargin: NEAR });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return <div ref={box} className="grid gap-3" style={near ? undefined : { height: `${held}px` }}>{near && children()}</div>;
}
