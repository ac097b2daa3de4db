// The made-up people of the five papers' stories: each ward section with two clerks, each firm with its 取扱責任者 and a handler.
import type { PresetId } from '../../../config/presets/presets.ts';

export interface Role { readonly login: string; readonly name: string }
export interface SectionCast { readonly name: string; readonly telephone: string; readonly clerk: Role; readonly approver: Role }
export interface FirmCast { readonly name: string; readonly address: string; readonly telephone: string; readonly manager: Role; readonly handler: Role; /** 情報セキュリティ責任者, where the paper asks for one. */ readonly officer: Role }
export interface Cast {
  readonly sections: readonly SectionCast[];
  readonly firms: readonly FirmCast[];
  /** When the story begins, in Japan: shortly before the paper's period. */
  readonly begins: string;
}

const clerks: readonly (readonly [Role, Role])[] = [
  [{ login: 'sato', name: '佐藤 恵' }, { login: 'takahashi', name: '髙橋 健' }], [{ login: 'suzuki', name: '鈴木 学' }, { login: 'watanabe', name: '渡邊 薫' }],
  [{ login: 'kobayashi', name: '小林 望' }, { login: 'yoshida', name: '𠮷田 直' }], [{ login: 'kato', name: '加藤 泉' }, { login: 'yamada', name: '山田 稔' }],
  [{ login: 'mori', name: '森 翼' }, { login: 'abe', name: '阿部 環' }],
];
const firmPeople: readonly (readonly [Role, Role])[] = [
  [{ login: 'tanaka', name: '田中 誠' }, { login: 'ito', name: '伊藤 葵' }], [{ login: 'hayashi', name: '林 陽子' }, { login: 'ono', name: '小野 楓' }],
  [{ login: 'shimizu', name: '清水 岳' }, { login: 'okada', name: '岡田 岬' }],
];
const firm = (at: number, name: string, address: string): FirmCast => {
  const [manager, handler] = firmPeople[at] ?? firmPeople[0] ?? [];
  if (manager === undefined || handler === undefined) throw new Error('expected people for each firm of the story');
  return { name, address, telephone: `00-0000-2${at}11`, manager, handler, officer: { login: 'okubo', name: '大久保 遥' } };
};
const section = (at: number, name: string): SectionCast => {
  const [clerk, approver] = clerks[at] ?? clerks[0] ?? [];
  if (clerk === undefined || approver === undefined) throw new Error('expected people for each section of the story');
  return { name, telephone: `00-0000-1${at}11`, clerk, approver };
};

/** Sections as the papers name them (担当課), firms made up where the paper says 未定. */
export const casts: Readonly<Record<PresetId, Cast>> = {
  S0: { begins: '2023-04-03T09:00', sections: [section(0, '保健センター')], firms: [firm(0, '株式会社つばき企画', '○○県△△市1-2-3')] },
  S1: { begins: '2020-07-01T09:00', sections: [section(0, '介護保険課'), section(1, '地域包括ケア推進課')], firms: [firm(0, '株式会社みどり印刷', '○○県△△市2-4-6')] },
  S2: {
    begins: '2021-04-01T09:00', firms: [firm(0, 'やよい助産院', '○○県△△市3-5-7')],
    sections: [section(0, '健康づくり課'), section(1, '第一保健センター'), section(2, '第二保健センター'), section(3, '第三保健センター'), section(4, '第四保健センター')],
  },
  S3: { begins: '2019-07-01T09:00', sections: [section(0, '介護保険課')], firms: [firm(0, '一般社団法人けやき研修所', '○○県△△市4-6-8')] },
  S4: {
    begins: '2021-06-22T09:00', sections: [section(0, '健康政策課'), section(1, '保健予防課')],
    firms: [firm(0, 'つつじ診療所', '○○県△△市5-1-1'), firm(1, 'もみじ診療所', '○○県△△市5-2-2'), firm(2, 'さくら診療所', '○○県△△市5-3-3')],
  },
};
