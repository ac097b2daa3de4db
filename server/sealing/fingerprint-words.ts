// The form in which a fingerprint is compared over the telephone (UI 3.10): three words and eight figures. Pure: the browser that made the
// key and the clerk's screen show the same.

import { sha256 } from './sha256.ts';

/**
 * The words and figures hold 50 bits. Someone who wants a key of his own with the same words must try 2^50 keys, and each try costs
 * this many hashes besides: together about 2^62. Ten milliseconds here.
 */
const ROUNDS = 2 ** 12;

/**
 * `りす・みなと・たいこ 5520 9134` for a fingerprint in hexadecimal (40 or 64 digits; case and spaces do not matter).
 * Throws RangeError for anything else.
 */
export function fingerprintWords(fingerprint: string): string {
  const hex = fingerprint.replaceAll(' ', '').toUpperCase();
  if (!/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(hex)) throw new RangeError('A fingerprint of 40 or 64 hexadecimal digits was expected.');
  let digest = sha256(new TextEncoder().encode(`kagibako fingerprint words 1\n${hex}`));
  for (let round = 1; round < ROUNDS; round += 1) digest = sha256(digest);
  const words = Array.from(digest.subarray(0, 3), (byte) => WORDS[byte]);
  const figures = Array.from(digest.subarray(3, 27).reduce<number[]>(pairUp, []), (pair) => pair % 10);
  return `${words.join('・')} ${figures.slice(0, 4).join('')} ${figures.slice(4, 8).join('')}`;
}

/** Three octets make one number below 2^24: its remainder by ten is even to one part in a million. */
function pairUp(numbers: number[], byte: number, i: number): number[] {
  if (i % 3 === 0) return [...numbers, byte];
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) * 256 + byte];
}

/** 256 nouns of two to four kana that a child knows. Their order is part of the format: never change it. */
export const WORDS: readonly string[] = (
  'あさひ あひる あめ あり あんず いか いす いちご いと いぬ いるか いわし うきわ うぐいす うさぎ うし ' +
  'うちわ うなぎ うま うみ うめ うろこ えがお えき えだ えのき えび えほん えんとつ えんぴつ おかし おかね ' +
  'おどり おに おの おび おりがみ おんせん かえる かがみ かき かぎ かご かさ かざん かぜ かたな かつお ' +
  'かに かば かぶと かぼちゃ かまきり かみ かめ からす かるた かわ きく きつね きって きなこ きのこ きもの ' +
  'きゅうり きりん くつ くま くも くじら くすり くちばし くり くるま くわがた けいと けむし けやき こいのぼり こうま ' +
  'こおり こけし こたつ こま こめ さい さかな さくら さけ さしみ さつまいも さとう さば さる さんご しお ' +
  'しか しまうま しじみ しゃしん しろ すいか すいどう すし すずめ すずり すだれ すな すみれ すもう せなか せみ ' +
  'せんす せんろ そうじ そば そり そろばん たいこ たか たき たけのこ たこ たぬき たまご たんす だるま ちず ' +
  'ちくわ ちまき ちょう つき つくえ つくし つばき つばめ つみき つる つりばり てがみ てつ てぶくろ てまり てんぐ ' +
  'てんとう とうふ とけい とまと とら とり とんぼ どうぶつ どんぐり なす なのはな なべ なまず なみ なわとび にじ ' +
  'にしん にわとり にんじん にんぎょ ぬりえ ねぎ ねこ ねずみ ねんど のこぎり のれん はがき はくさい はさみ はし はと ' +
  'はなび はね はまぐり はやぶさ ばなな ひがさ ひこうき ひつじ ひのき ひばり ひまわり ひよこ びわ ふうせん ふえ ふくろう ' +
  'ふじ ふでばこ ふとん ふね ぶどう ぶらんこ へちま へび べんとう ほうき ほし ほたる ぼうし ぼたん まくら まぐろ ' +
  'まつ まつり まど まめ みかん みず みずうみ みそ みなと みのむし みみずく むぎ むかで むし めがね めだか ' +
  'もくば もぐら もち もみじ もも もり やかん やぎ やきゅう やさい やね やま ゆかた ゆき ゆず ゆびわ ' +
  'よこづな よぞら よもぎ らくだ らっぱ らんぷ りす りんご れもん れんこん ろうそく わかめ わさび わし わた わに'
).split(' ');
