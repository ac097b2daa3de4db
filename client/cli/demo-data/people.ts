/** Insured persons who do not exist, in a ward that does not exist: for the demo's print data. No individual number (個人番号) is ever made. */
import type { Random } from './random.ts';

export interface Person {
  insuredNumber: string;
  name: string;
  kana: string;
  postcode: string;
  address: string;
  building: string;
  /** In the era's years, 「昭和20年3月1日」. */
  born: string;
}

/** The made-up municipality; the postcodes 000-xxxx belong to no place. */
export const demoMunicipality = 'あさぎり区';

type List = readonly [readonly [string, string], ...(readonly [string, string])[]];

const families: List = [
  ['佐藤', 'サトウ'], ['鈴木', 'スズキ'], ['髙橋', 'タカハシ'], ['高橋', 'タカハシ'], ['田中', 'タナカ'], ['伊藤', 'イトウ'], ['渡邊', 'ワタナベ'],
  ['渡邉', 'ワタナベ'], ['山本', 'ヤマモト'], ['中村', 'ナカムラ'], ['小林', 'コバヤシ'], ['加藤', 'カトウ'], ['吉田', 'ヨシダ'], ['𠮷田', 'ヨシダ'],
  ['山﨑', 'ヤマザキ'], ['山崎', 'ヤマサキ'], ['濵田', 'ハマダ'], ['齋藤', 'サイトウ'], ['齊藤', 'サイトウ'], ['德永', 'トクナガ'], ['黑田', 'クロダ'],
  ['宮﨑', 'ミヤザキ'], ['𡈽屋', 'ツチヤ'], ['𣘺本', 'ハシモト'], ['森', 'モリ'], ['五十嵐', 'イガラシ'], ['勅使河原', 'テシガワラ'], ['髙松', 'タカマツ'],
];

const givens: List = [
  ['和子', 'カズコ'], ['幸子', 'サチコ'], ['節子', 'セツコ'], ['洋子', 'ヨウコ'], ['惠子', 'ケイコ'], ['文', 'フミ'], ['キヨ', 'キヨ'], ['ゑい', 'エイ'],
  ['清', 'キヨシ'], ['實', 'ミノル'], ['正雄', 'マサオ'], ['茂', 'シゲル'], ['進', 'ススム'], ['弘', 'ヒロシ'], ['昭二', 'ショウジ'], ['健一郎', 'ケンイチロウ'],
  ['祐子', 'ユウコ'], ['靖彦', 'ヤスヒコ'], ['美智代', 'ミチヨ'], ['瀨津子', 'セツコ'],
];

const towns = ['あおば町', 'いずみ台', 'うぐいす坂', 'えのき町', '大樹町', 'かえで通', '北さくら', 'くすのき台'] as const;

const buildings = [
  '', '', '', '', '', '㈱みどり社宅①', 'あさぎり団地③号棟', 'メゾン・ド・髙台', 'コーポⅡ', '第②さくら荘', '特別養護老人ホーム ひだまり苑', '㈲山﨑ビル',
] as const;

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Ages 65 to about 103 in the fiscal year 令和8年度: 大正12年 to 昭和36年. */
function eraBirthday(random: Random): string {
  const year = 1923 + random.below(39);
  const month = 1 + random.below(12);
  const dayOfMonth = 1 + random.below(28);
  const isTaisho = year < 1926 || (year === 1926 && (month < 12 || dayOfMonth < 25));
  const eraYear = isTaisho ? year - 1911 : year - 1925;
  return `${isTaisho ? '大正' : '昭和'}${eraYear === 1 ? '元' : String(eraYear)}年${String(month)}月${String(dayOfMonth)}日`;
}

/** The person with this running number (from 0), whose insured number follows from it and is thus given once. */
export function makePerson(number: number, random: Random): Person {
  const [family, familyKana] = random.pick(families);
  const [given, givenKana] = random.pick(givens);
  const town = random.below(towns.length);
  const building = random.pick(buildings);
  return {
    insuredNumber: digits(1 + number * 7, 10),
    name: `${family}　${given}`,
    kana: `${familyKana}　${givenKana}`,
    postcode: `000-${digits(town + 1, 4)}`,
    address: `${demoMunicipality}${towns[town] ?? towns[0]}${String(1 + random.below(6))}丁目${String(1 + random.below(30))}番${String(1 + random.below(20))}号`,
    building: building === '' ? '' : `${building}${String(101 + random.below(8) * 100 + random.below(8))}`,
    born: eraBirthday(random),
  };
}
