// Bars with their ranges as plain SVG text: what was measured, with labels and units, and the goal as a line. Readable on a light and on a dark page;
// differences are shown by length, place and words, never by colour alone.

export interface Bar { readonly label: string; readonly value: number; readonly range?: readonly [number, number]; /** Drawn in the gateway's own colour. */ readonly isOurs: boolean }
export interface Plot {
  /** Its file's name, without ending. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
  /** Lines across all bars. */
  readonly marks: readonly { readonly label: string; readonly value: number }[];
}

const [width, left, right, top, step, thick] = [860, 300, 120, 64, 34, 20];
const style = [
  'text{font:14px system-ui,sans-serif;fill:#1a1a1a}.title{font-size:16px;font-weight:600}.small{font-size:12px;fill:#595959}', '.ours{fill:#0055ad}.other{fill:#8c8c8c}.range{stroke:#1a1a1a;stroke-width:2}.mark{stroke:#a80000;stroke-width:1.5;stroke-dasharray:5 4}.axis{stroke:#8c8c8c}.ground{fill:#ffffff}',
  '@media (prefers-color-scheme:dark){text{fill:#f2f2f2}.small{fill:#bfbfbf}.ours{fill:#6fa8ff}.other{fill:#7d7d7d}.range{stroke:#f2f2f2}.mark{stroke:#ff9a8a}.ground{fill:#16181d}}',
].join('');

/** The plot as an SVG document. Without bars it says that there is nothing to show. */
export function drawBars({ title, unit, bars, marks }: Plot): string {
  const most = Math.max(1e-9, ...bars.flatMap(({ value, range }) => [value, ...(range ?? [])]), ...marks.map(({ value }) => value));
  const across = (value: number): number => left + (Math.max(0, value) / most) * (width - left - right);
  const height = top + bars.length * step + 46;
  const foot = top + bars.length * step;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${safe(title)}">`, `<style>${style}</style>`, `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="16" y="26">${safe(title)}</text>`, ...bars.flatMap((bar, index) => drawBar(bar, top + index * step, across, unit)),
    ...marks.flatMap(({ label, value }) => [`<line class="mark" x1="${at(across(value))}" x2="${at(across(value))}" y1="${top - 10}" y2="${foot}"/>`, `<text class="small" x="${at(across(value))}" y="${top - 15}" text-anchor="middle">${safe(label)}</text>`]),
    `<line class="axis" x1="${left}" x2="${width - right}" y1="${foot + 2}" y2="${foot + 2}"/>`, `<text class="small" x="${left}" y="${foot + 20}">0</text>`,
    `<text class="small" x="${width - right}" y="${foot + 20}" text-anchor="end">${written(most)} ${safe(unit)}</text>`, ...(bars.some(({ range }) => range !== undefined) ? [`<text class="small" x="16" y="${foot + 38}">Bar: median of the rounds. Thin line: from the slowest to the fastest.</text>`] : []), '</svg>', '',
  ].join('\n');
}

function drawBar({ label, value, range, isOurs }: Bar, y: number, across: (value: number) => number, unit: string): string[] {
  const middle = y + thick / 2;
  return [
    `<text x="${left - 10}" y="${middle + 5}" text-anchor="end">${safe(label)}</text>`, `<rect class="${isOurs ? 'ours' : 'other'}" x="${left}" y="${y}" width="${at(Math.max(1, across(value) - left))}" height="${thick}"/>`,
    ...(range === undefined ? [] : [`<line class="range" x1="${at(across(range[0]))}" x2="${at(across(range[1]))}" y1="${middle}" y2="${middle}"/>`]), `<text x="${width - 16}" y="${middle + 5}" text-anchor="end">${written(value)} ${safe(unit)}</text>`,
  ];
}

const at = (value: number): string => value.toFixed(1);
const written = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const safe = (text: string): string => text.replace(/[&<>"]/g, (symbol) => `&#${symbol.charCodeAt(0)};`);
