// A QR code as one SVG path, always dark on light: cameras do not read the other way round. Drawn on this machine; nothing of it leaves the page.
import { encode } from 'uqr';

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="size-56 max-w-full rounded-8 bg-white forced-color-adjust-none" shapeRendering="crispEdges"><path d={path} fill="black" /></svg>;
}
