// One paper played as written: its people, media, directions and dates; ends with its documents in a folder and the list of assumptions.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { presetIds, type PresetId } from '../../../config/presets/presets.ts';
import { japanTime } from '../demo/clock.ts';
import { createStory, type Story } from '../demo/story.ts';
import type { PaperStage } from './desk.ts';
import { foundPaperTown, type PaperTown } from './town.ts';

export const isPaper = (text: string): text is PresetId => (presetIds as readonly string[]).includes(text);

/** Each story, loaded by itself. */
const stories: Readonly<Record<PresetId, () => Promise<(stage: PaperStage) => Promise<void>>>> = {
  S0: async () => (await import('./s0.ts')).playS0,
  S1: async () => (await import('./s1.ts')).playS1,
  S2: async () => (await import('./s2.ts')).playS2,
  S3: async () => (await import('./s3.ts')).playS3,
  S4: async () => (await import('./s4.ts')).playS4,
};

export interface PaperMeans {
  readonly paper: PresetId;
  /** Made, or empty. */
  readonly folder: string;
  readonly out: (line: string) => void;
  /** Null in tests that have no built pages. */
  readonly webFolder?: null;
}

/** Plays the paper. Returns how many documents lie in the folder `書類`. Throws `DemoFailed` where a step does not hold, or what a part threw. */
export async function playPaper({ paper, folder, out, webFolder }: PaperMeans): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const town = await foundPaperTown(paper, join(folder, 'gateway'), webFolder);
  const story = createStory({ out, file: join(folder, 'story.txt'), now: () => japanTime(town.time.wall()) });
  const stage: PaperStage = { town, story, folder, papers: 0 };
  try {
    tellCast(story, town);
    await (await stories[paper]())(stage);
    await tellAssumptions(stage);
    story.hold(town.faults.length === 0, '鍵箱は一度も想定外の事態を報告しませんでした。', 'The gateway reported no fault.');
    story.tell(`書類${stage.papers}点: ${join(folder, '書類')}`, `${stage.papers} documents are in that folder.`);
    return stage.papers;
  } finally {
    await town.running.close();
  }
}

function tellCast(story: Story, { paper, engagement, sections, firms }: PaperTown): void {
  story.part(`資料 ${paper}「${engagement.title}」`, `Paper ${paper}, played as written with made-up people`);
  story.tell(`期間 ${engagement.from}〜${engagement.to}。根拠: ${engagement.legalBasis}`, 'Period and legal basis of the paper; the ordinance is the made-up ward\'s.');
  story.tell(`担当課: ${sections.map(({ name, clerk, approver }) => `${name}（${clerk.name}、${approver.name}）`).join('、')}`, 'Sections of the ward.');
  story.tell(`受託事業者: ${firms.map(({ name, manager, handler }) => `${name}（取扱責任者 ${manager.name}、取扱者 ${handler.name}）`).join('、')}`, 'Contractors, each with its handling manager and a handler.');
}

/** What the paper does not give is shown, and kept. */
async function tellAssumptions({ story, town: { assumptions }, folder }: PaperStage): Promise<void> {
  story.part('資料にない値（前提としたもの）', 'What the paper does not give: assumptions');
  for (const { path, ja, en } of assumptions) story.tell(`${path}: ${ja}`, en);
  await writeFile(join(folder, '前提.txt'), `${assumptions.map(({ path, ja, en }) => `${path}\n  ${ja}\n  ${en}`).join('\n')}\n`);
}
