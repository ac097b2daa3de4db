// What a subcontractor's people must be told (S0 特記14, S1 別紙1の11): the duty, and the penalties that the paper names. Pure.
import type { Engagement } from '../../engagements/engagement.ts';

const national = '個人情報の保護に関する法律（平成15年法律第57号）第176条及び第180条の罰則の適用があること。';

/** The penalties by the paper that an engagement was made from. Others: the Act, which has bound municipalities since April 2023. */
const penalties: Readonly<Record<string, string>> = {
  S0: national,
  S1: '区の個人情報保護条例第43条（個人の秘密に属する保有個人情報の提供に係る罪）及び第44条（不正な保有個人情報の提供又は盗用に係る罪）の罰則の適用があること。',
};

/** The notice in the words of the annex, for the approval to carry. */
export function noticeOf({ preset }: Pick<Engagement, 'preset'>): string {
  return [
    '当該業務に従事している者及び従事していた者に、次のことを周知すること。',
    'ア　当該業務又は事務に関して知り得た個人情報の内容をみだりに他人に知らせ、又は不当な目的に利用してはならないこと。',
    `イ　${penalties[preset ?? ''] ?? national}`,
  ].join('\n');
}
