// A picture in a page: drawn anew for each width, its marks lead to the ledger, and to assistive technology it is one named image.
import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { go } from '../../app/place.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import type * as Drawing from './drawing.ts';
import './plots.css';

export type Draw = (drawing: typeof Drawing, width: number) => Drawing.Drawn;

/** The drawing library, once it is here. The table is read meanwhile. */
export function useDrawing(): typeof Drawing | null {
  const [drawing, setDrawing] = useState<typeof Drawing | null>(null);
  useEffect(() => {
    let gone = false;
    import('./drawing.ts').then((loaded) => gone || setDrawing(loaded), () => undefined);
    return () => {
      gone = true;
    };
  }, []);
  return drawing;
}

/** `of` is how many rows there are; the picture says so if it shows fewer. */
export function Picture({ drawing, draw, of }: { readonly drawing: typeof Drawing; readonly draw: Draw; readonly of: number }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(of);
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    let last = 0;
    const paint = (): void => {
      const width = Math.round(place.clientWidth);
      if (width === last || width === 0) return;
      last = width;
      const drawn = latest.current(drawing, width);
      place.replaceChildren(drawn.svg);
      setShown(drawn.shown);
    };
    const watch = new ResizeObserver(paint);
    watch.observe(place);
    paint();
    return () => watch.disconnect();
  }, [drawing]);
  const follow = (event: MouseEvent): void => {
    const mark = event.target instanceof Element ? event.target.closest<SVGGElement>('.plot-mark') : null;
    const to = mark?.dataset['to'];
    if (to !== undefined && to !== '') go(to);
  };
  return (
    <>
      <div ref={box} onClick={follow} className="min-w-0" />
      <p className="screen-only text-dns-14N-130 text-quiet">{shown < of && `${t('plots.inTable', { shown: count(shown) })} `}{t('plots.marks')}</p>
    </>
  );
}
