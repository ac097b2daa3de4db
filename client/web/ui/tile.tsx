// The identity tile: two characters, one of six hues, one of eight patterns, given by the gateway so that no two parties look alike. It never replaces the name, and screen readers skip it (UI 4).
import { useId } from 'react';
import { Foreign } from './foreign.tsx';
import type { PartyView } from '../../../server/http/wire/words.ts';

const HUES = ['blue', 'green', 'purple', 'orange', 'magenta', 'cyan'] as const;
const PATTERNS = ['M0 0h8v8H0z', 'M0 0h6v12H0z', 'M0 0h12v6H0z', 'M0 12 12 0v6l-6 6z', 'M0 0l12 12H6L0 6z', 'M6 0l6 6-6 6-6-6z', 'M3 3h6v6H3z', 'M0 0h6v6H0zm6 6h6v6H6z'];
const LEGAL = /株式会社|有限会社|合同会社|一般社団法人|社会福祉法人|医療法人|（.*?）|\(.*?\)/gu;

export function Tile({ party }: { readonly party: Pick<PartyView, 'tile' | 'name'> }) {
  const pattern = useId();
  // Neighbours in number differ in hue; patterns take their turn after the six hues.
  const hue = HUES[party.tile % HUES.length] ?? 'blue';
  const drawn = PATTERNS[Math.floor(party.tile / HUES.length) % PATTERNS.length];
  const letters = Array.from(party.name.replace(LEGAL, '').trim()).slice(0, 2).join('');
  return (
    <svg aria-hidden viewBox="0 0 40 40" className="size-10 shrink-0 rounded-8">
      <defs><pattern id={pattern} width="12" height="12" patternUnits="userSpaceOnUse"><path d={drawn} className={DARKER[hue]} /></pattern></defs>
      <rect width="40" height="40" className={GROUND[hue]} />
      <rect width="40" height="40" fill={`url(#${pattern})`} />
      <text x="20" y="26" textAnchor="middle" lang="ja" className="fill-white text-[1rem] font-bold">{letters}</text>
    </svg>
  );
}

const GROUND: Record<(typeof HUES)[number], string> = {
  blue: 'fill-blue-1000', green: 'fill-green-1000', purple: 'fill-purple-1000', orange: 'fill-orange-1000', magenta: 'fill-magenta-1000', cyan: 'fill-cyan-1000',
};
const DARKER: Record<(typeof HUES)[number], string> = {
  blue: 'fill-blue-1100', green: 'fill-green-1100', purple: 'fill-purple-1100', orange: 'fill-orange-1100', magenta: 'fill-magenta-1100', cyan: 'fill-cyan-1100',
};

/** A party: tile and whole name, wherever it is named as sender or recipient. */
export function Party({ party, tall = false, children }: { readonly party: Pick<PartyView, 'tile' | 'name'>; /** Several lines follow the name: the tile stands at the first. */ readonly tall?: boolean; readonly children?: React.ReactNode }) {
  return <span className={`flex gap-3 ${tall ? 'items-start' : 'items-center'}`}><Tile party={party} /><span className="min-w-0"><strong lang="ja" className="font-bold">{party.name}</strong><Foreign>{children}</Foreign></span></span>;
}
