// The only place that draws: Observable Plot. Each function takes rows and a width in pixels and returns an SVG of its own, without a style element
// (the content security policy would refuse it; its rules are in plots.css). Colours are roles, so that dark and print follow by themselves.
import * as Plot from '@observablehq/plot';
import { medianOf } from './median.ts';

const ACT = 'var(--act)';
const REFUSAL = 'var(--plot-refusal)';
const QUIET = 'var(--quiet)';
const RULE = 'var(--rule)';
const DAY = 86_400_000;
const SVG = 'http://www.w3.org/2000/svg';
const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/u;
const XLINK = 'http://www.w3.org/1999/xlink';

/** A mark leads to an address of ours, and says what it is when pointed at. */
export interface Mark { readonly to: string; readonly title: string }
export interface Drawn { readonly svg: SVGElement; readonly shown: number }

/** Marks become groups that tell their address: a picture has no parts that take the focus; the table has the links (UI 7.16). */
function finished(plot: Element, label: string): SVGElement {
  const svg = plot instanceof SVGElement ? plot : plot.querySelector('svg');
  if (svg === null) throw new Error('expected Plot to return a picture');
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const link of svg.querySelectorAll('a')) {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('class', 'plot-mark');
    group.dataset['to'] = link.getAttributeNS(XLINK, 'href') ?? link.getAttribute('href') ?? '';
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  // The picture has one name; its groups have none that a screen reader may read, and names of firms are Japanese on any page.
  for (const group of svg.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label');
  for (const words of svg.querySelectorAll('text, tspan, title')) if (JAPANESE.test(words.textContent)) words.setAttribute('lang', 'ja');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return svg;
}

const frame = (width: number) => ({ width, className: 'plot', marginTop: 28, marginLeft: 44, marginRight: 16, marginBottom: 32 });
const monthDay = (at: Date | number): string => { const day = new Date(at); return `${day.getUTCMonth() + 1}/${day.getUTCDate()}`; };
/** Days in Japan as UTC midnights, which Plot's scale does not shift. */
const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const inJapan = (at: string): number => Date.parse(at) + 9 * 3_600_000;
const dayTicks = (from: number, to: number, width: number): number[] => {
  const days = Math.max(1, Math.round((to - from) / DAY));
  const step = [1, 2, 7, 14, 30, 61, 92, 183].find((one) => (width / days) * one >= 52) ?? 366;
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => from + i * step * DAY);
};

export interface ActivityRow { readonly day: string; readonly transfers: number; readonly refusals: number; readonly transfer: Mark; readonly refusal: Mark }

/** Columns of transfers over crosses of refusals, on one axis of days. */
export function drawActivity(rows: readonly ActivityRow[], span: { from: string; to: string }, words: { transfers: string; refusals: string; label: string }, width: number): Drawn {
  const [from, to] = [dayOf(span.from), dayOf(span.to) + DAY];
  const top = Math.max(4, ...rows.map((row) => row.transfers));
  const refused = rows.filter((row) => row.refusals > 0);
  const middle = (row: ActivityRow): number => dayOf(row.day) + DAY / 2;
  const roomy = ((width - 60) * DAY) / (to - from) >= 14;
  const plot = Plot.plot({
    ...frame(width), height: refused.length === 0 ? 236 : 300, marginBottom: refused.length === 0 ? 32 : 96, x: { type: 'utc', domain: [from, to] }, y: { domain: [0, top] }, marks: [
      Plot.gridY({ ticks: 4, stroke: RULE, strokeOpacity: 1 }), Plot.axisY({ ticks: 4, tickFormat: 'd', label: null, tickSize: 0 }), Plot.axisX(dayTicks(from, to - DAY, width).map((day) => day + DAY / 2), { tickFormat: monthDay, label: null, tickSize: 0 }),
      Plot.rect(rows.filter((row) => row.transfers > 0), { x1: (row: ActivityRow) => dayOf(row.day), x2: (row: ActivityRow) => dayOf(row.day) + DAY, y1: 0, y2: 'transfers', inset: 0.5, fill: ACT, href: (row: ActivityRow) => row.transfer.to, title: (row: ActivityRow) => row.transfer.title }),
      Plot.ruleY([0], { stroke: QUIET }),
      Plot.text([words.transfers], { frameAnchor: 'top-left', dx: -40, dy: -20, textAnchor: 'start', fill: ACT, fontWeight: 'bold' }),
      Plot.text(refused.length === 0 ? [] : [words.refusals], { frameAnchor: 'bottom-left', dx: -40, dy: 54, textAnchor: 'start', fill: REFUSAL, fontWeight: 'bold' }),
      Plot.dot(refused, { x: middle, frameAnchor: 'bottom', dy: 56, symbol: 'times', r: 6, stroke: REFUSAL, strokeWidth: 2.5, href: (row: ActivityRow) => row.refusal.to, title: (row: ActivityRow) => row.refusal.title }),
      ...(roomy ? [Plot.text(refused, { x: middle, frameAnchor: 'bottom', dy: 78, text: (row: ActivityRow) => String(row.refusals), fill: REFUSAL, href: (row: ActivityRow) => row.refusal.to })] : []),
    ],
  });
  return { svg: finished(plot, words.label), shown: rows.length };
}

export interface ReleaseRow { readonly key: string; readonly name: string; readonly hours: number; readonly collected: boolean; readonly deadline: number; readonly mark: Mark }

/** One dot per transfer, a row per recipient, hours on a logarithmic axis; a cross is not collected. */
export function drawReleases(rows: readonly ReleaseRow[], words: { hour: string; day: string; week: string; deadline: string; label: string }, width: number): Drawn {
  const keys = [...new Set(rows.map((row) => row.key))].slice(0, 20);
  const shown = rows.filter((row) => keys.includes(row.key));
  const nameOf = new Map(rows.map((row) => [row.key, row.name]));
  const x = (row: ReleaseRow): number => Math.max(row.hours, 0.1);
  const longest = Math.max(200, ...shown.map((row) => Math.max(row.hours, row.deadline)));
  const deadlines = keys.map((key) => ({ key, hours: medianOf(shown.filter((row) => row.key === key).map((row) => row.deadline)) }));
  const shared = { y: 'key', dy: 12, href: (row: ReleaseRow) => row.mark.to, title: (row: ReleaseRow) => row.mark.title };
  const plot = Plot.plot({
    ...frame(width), marginLeft: 16, height: 60 + keys.length * 64, x: { type: 'log', domain: [0.1, longest * 1.15] }, y: { type: 'band', domain: keys, padding: 0, axis: null }, marks: [
      Plot.gridX([1, 24, 168], { stroke: RULE, strokeOpacity: 1 }),
      // An axis of its own: Plot's drops labels of a logarithmic one where it is narrow.
      Plot.axisX({ ticks: [], label: null }), Plot.text([1, 24, 168], { x: (hours: number) => hours, frameAnchor: 'bottom', dy: 18, text: (hours: number) => (hours === 1 ? words.hour : hours === 24 ? words.day : words.week) }),
      Plot.tickX(deadlines, { x: 'hours', y: 'key', stroke: QUIET, strokeDasharray: '4 3' }),
      Plot.text([words.deadline], { x: deadlines[0]?.hours ?? 168, frameAnchor: 'top', dy: -12, fill: QUIET }),
      Plot.text(keys, { x: 0.1, y: (key: string) => key, text: (key: string) => nameOf.get(key) ?? '', textAnchor: 'start', dy: -18, fill: 'var(--heading)', fontWeight: 'bold', stroke: 'var(--page)', strokeWidth: 4 }),
      Plot.dot(shown.filter((row) => row.collected), { ...shared, x, r: 6, fill: ACT, fillOpacity: 0.75, stroke: 'var(--page)' }),
      Plot.dot(shown.filter((row) => !row.collected), { ...shared, x, symbol: 'times', r: 6, stroke: REFUSAL, strokeWidth: 2.5 }),
    ],
  });
  return { svg: finished(plot, words.label), shown: shown.length };
}

export interface OverdueRow { readonly key: string; readonly party: string; readonly days: number; readonly words: string; readonly mark: Mark }

/** One bar per duty, the words at its end. */
export function drawOverdue(rows: readonly OverdueRow[], label: string, width: number): Drawn {
  const shown = rows.toSorted((a, b) => b.days - a.days).slice(0, 20);
  const most = Math.max(1, ...shown.map((row) => row.days));
  const plot = Plot.plot({
    ...frame(width), marginLeft: 16, marginTop: 8, height: 40 + shown.length * 60, x: { domain: [0, most / Math.max(0.35, 1 - 230 / width)] }, y: { type: 'band', domain: shown.map((row) => row.key), padding: 0, axis: null }, marks: [
      Plot.axisX({ ticks: Math.min(most, Math.max(2, Math.floor(width / 110))), tickFormat: 'd', label: null, tickSize: 4 }),
      Plot.text(shown, { x: 0, y: 'key', text: 'party', textAnchor: 'start', dy: -18, fill: 'var(--heading)' }),
      Plot.barX(shown, { x: (row: OverdueRow) => Math.max(row.days, most / 200), y: 'key', insetTop: 26, insetBottom: 10, fill: REFUSAL, href: (row: OverdueRow) => row.mark.to, title: (row: OverdueRow) => row.mark.title }),
      Plot.text(shown, { x: 'days', y: 'key', text: 'words', textAnchor: 'start', dx: 8, dy: 8, fill: 'var(--ink)' }),
      Plot.ruleX([0], { stroke: QUIET }),
    ],
  });
  return { svg: finished(plot, label), shown: shown.length };
}

export interface HourCell { readonly day: string; readonly hour: number; readonly failures: number; readonly mark: Mark }
const isOff = (hour: number): boolean => hour < 8 || hour >= 18;
const stepOf = (failures: number): number => (failures >= 10 ? 1 : failures >= 3 ? 0.4 : 0.18);

/** A grid of hours by days; the figure stands in its cell, hours outside of office time have another ground. */
export function drawHours(cells: readonly HourCell[], span: { from: string; to: string }, words: { offHours: string; label: string }, width: number): Drawn {
  const days = Array.from({ length: Math.round((dayOf(span.to) - dayOf(span.from)) / DAY) + 1 }, (_, i) => new Date(dayOf(span.from) + i * DAY).toISOString().slice(0, 10));
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const plot = Plot.plot({
    ...frame(width), marginLeft: 44, marginTop: 44, marginBottom: 8, height: 56 + days.length * 24, x: { type: 'band', domain: hours, padding: 0.05 }, y: { type: 'band', domain: days, padding: 0.08 }, marks: [
      Plot.axisX({ anchor: 'top', ticks: hours.filter((hour) => hour % (width < 600 ? 6 : 3) === 0), label: null, tickSize: 0, tickFormat: 'd' }),
      Plot.axisY({ ticks: days.filter((_, i) => i % 2 === 0), tickFormat: (day: string) => monthDay(dayOf(day)), label: null, tickSize: 0 }),
      Plot.cell(days.flatMap((day) => hours.map((hour) => ({ day, hour }))), { x: 'hour', y: 'day', fill: ({ hour }: { hour: number }) => (isOff(hour) ? 'var(--table-head)' : 'var(--page)'), stroke: RULE }),
      Plot.cell(cells, { x: 'hour', y: 'day', fill: ACT, fillOpacity: (cell: HourCell) => stepOf(cell.failures), href: (cell: HourCell) => cell.mark.to, title: (cell: HourCell) => cell.mark.title }),
      Plot.text(cells, { x: 'hour', y: 'day', text: (cell: HourCell) => String(cell.failures), fontSize: width < 600 ? 11 : 14, fill: (cell: HourCell) => (cell.failures >= 10 ? 'var(--on-act)' : 'var(--heading)'), fontWeight: 'bold', href: (cell: HourCell) => cell.mark.to }),
      Plot.text([3, 20], { x: (hour: number) => hour, frameAnchor: 'top', text: () => words.offHours, dy: -32, fill: QUIET }),
    ],
    opacity: { type: 'identity' }, color: { type: 'identity' },
  });
  return { svg: finished(plot, words.label), shown: cells.length };
}

export interface CopyRow { readonly key: string; readonly number: string; readonly from: string; readonly until: string; readonly kept: boolean; readonly limit: string; readonly failures: number; readonly mark: Mark }

/** A bar per copy from deposit to wipe, its limit as a line, failed wipes crossed. */
export function drawCopies(rows: readonly CopyRow[], words: { limit: string; still: string; label: string }, width: number): Drawn {
  const shown = rows.slice(0, 40);
  const start = Math.min(...shown.map((row) => inJapan(row.from)));
  const end = Math.max(...shown.flatMap((row) => [inJapan(row.until), inJapan(row.limit)]));
  const first = Math.floor(start / DAY) * DAY;
  const plot = Plot.plot({
    ...frame(width), marginLeft: 92, marginRight: width < 600 ? 40 : 72, height: 64 + shown.length * 26, x: { type: 'utc', domain: [first, end] }, y: { type: 'band', domain: shown.map((row) => row.key), padding: 0.3 }, marks: [
      Plot.gridX(dayTicks(first, end, width - 140), { stroke: RULE, strokeOpacity: 1 }), Plot.axisX(dayTicks(first, end, width - 140), { tickFormat: monthDay, label: null, tickSize: 4 }),
      Plot.axisY({ tickFormat: (key: string) => shown.find((row) => row.key === key)?.number ?? '', label: null, tickSize: 0 }),
      Plot.barX(shown, { x1: (row: CopyRow) => inJapan(row.from), x2: (row: CopyRow) => inJapan(row.until), y: 'key', fill: ACT, fillOpacity: (row: CopyRow) => (row.kept ? 0.55 : 1), href: (row: CopyRow) => row.mark.to, title: (row: CopyRow) => row.mark.title }),
      Plot.tickX(shown, { x: (row: CopyRow) => inJapan(row.limit), y: 'key', stroke: REFUSAL, strokeWidth: 2.5, insetTop: -3, insetBottom: -3 }),
      Plot.text(shown.slice(0, 1), { x: (row: CopyRow) => inJapan(row.limit), y: 'key', text: () => words.limit, dy: -20, fill: REFUSAL, fontWeight: 'bold' }),
      Plot.text(shown.filter((row) => row.kept), { x: (row: CopyRow) => inJapan(row.until), y: 'key', text: () => words.still, textAnchor: 'start', dx: 6, fill: 'var(--ink)', stroke: 'var(--page)', strokeWidth: 4 }),
      Plot.dot(shown.filter((row) => row.failures > 0), { x: (row: CopyRow) => inJapan(row.until), y: 'key', symbol: 'times', r: 6, stroke: REFUSAL, strokeWidth: 2.5 }),
    ],
    opacity: { type: 'identity' },
  });
  return { svg: finished(plot, words.label), shown: shown.length };
}
