// Refusals of the contract around a transfer: annex, workflow, qualifications.
import type { ContractRefusal } from '../records/gates/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const contractRefusals: Readonly<Record<ContractRefusal, RefusalText>> = {
  ANNEX_NOT_REGISTERED: { status: 409, ja: 'この業務の特記事項（{contractor}）がまだ登録されていないため、授受を始められません。データに変わりはありません。担当課が、業務の画面で特記事項を登録してください。', en: 'No annex (特記事項) is registered for {contractor} in this engagement, so nothing can be transferred. No data has changed. The section registers it on the page of the engagement.' },
  ANNEX_NOT_ACKNOWLEDGED: { status: 403, ja: '特記事項をまだ確認していないため、受け取れません。データは鍵箱にそのままあります。業務の画面で特記事項を読み、「確認しました」を押してから、もう一度受け取ってください。', en: 'You have not acknowledged the annex (特記事項) yet, so you cannot collect. The data stays here. Read it on the page of the engagement, acknowledge it, then collect again.' },
  WORKFLOW_NOT_PUBLISHED: { status: 409, ja: '区が業務フローをまだ示していないため、受け取れません。データは鍵箱にそのままあります。区の担当課に連絡してください。', en: 'The section has not published the workflow yet, so it cannot be collected. The data stays here. Call the section.' },
  WORKFLOW_NOT_ACKNOWLEDGED: { status: 409, ja: '業務フロー（{version}）を取扱責任者がまだ確認していないため、受け取れません。データは鍵箱にそのままあります。取扱責任者が業務の画面で確認すると、受け取れます。', en: 'The handling manager has not acknowledged the workflow ({version}) yet, so it cannot be collected. The data stays here. Once acknowledged on the page of the engagement, it can be.' },
  RECEIVER_NOT_READY: { status: 409, ja: '{name}さんには媒体を渡せません：{whyJa}。媒体は封緘したまま、区に保管してください。整ってから渡すか、条件の整っている人に渡してください。', en: 'The medium cannot go to {name}: {whyEn}. Keep it in the house, sealed. Hand it over once this is done, or to somebody who may receive it.' },
  LINE_CLOSED: { status: 409, ja: '{contractor}の認証が有効でないため、回線での授受はできません：{whichJa}。データに変わりはありません。媒体（DVD等）での受渡しに切り替えるか、認証を更新して登録してください。', en: 'The line is closed to {contractor}: {whichEn}. No data has changed. Media (DVD) remain; switch to them, or renew and register the qualification.' },
  ROUTES_CLOSED: { status: 409, ja: '{contractor}の認証が有効でないため、回線でも媒体でも授受できません：{whichJa}。データに変わりはありません。認証を更新して登録してください。', en: 'Every route is closed to {contractor}: {whichEn}. No data has changed. Renew and register the qualification.' },
};
