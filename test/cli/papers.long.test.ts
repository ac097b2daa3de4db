// The five papers played as written, each to its end: every step holds, and its documents lie in a folder as PDFs that open.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { presetIds } from '../../config/presets/presets.ts';
import { playPaper } from '../../client/cli/papers/paper.ts';
import { needs } from '../setup/programs.ts';

/** Documents that each story must leave, by the beginning of their names. */
const papers: Readonly<Record<string, readonly string[]>> = {
  S0: ['確認書', '受領書', '消去記録', '立入り調査記録', '研修実施記録', '個人情報消去証明書', '取扱責任者・取扱者名簿', '個人情報の返還'],
  S1: ['確認書', '受領書', '消去記録', 'データ消去報告書', '印刷ログ提出書', '再委託の承諾', '対策変更届', '専用ページ利用通知', '立入り調査記録', '研修実施記録', '媒体ラベル', '保管'],
  S2: ['確認書', '受領書', '消去記録', '個人情報消去証明書', '保管', '媒体ラベル', '立入り調査記録'],
  S3: ['確認書', '受領書', '消去記録', '個人情報消去証明書', '研修実施記録', '立入り調査記録'],
  S4: ['確認書', '受領書', '消去記録', '個人情報消去証明書', '電話連絡記録', '立入り調査記録', '専用ページ利用通知'],
};

describe('the five papers', () => {
  for (const paper of presetIds) {
    needs('pdftoppm', `${paper} is played to its end, with its documents and its assumptions`, async (pdftoppm) => {
      const folder = await mkdtemp(join(tmpdir(), `kagibako-${paper}-`));
      const lines: string[] = [];
      try {
        const count = await playPaper({ paper, folder, out: (line) => lines.push(line), webFolder: null });
        const names = await readdir(join(folder, '書類'));
        expect(names.length).toBe(count);
        const kinds = names.map((name) => name.replace(/^\d+_/, ''));
        expect((papers[paper] ?? []).filter((wanted) => !kinds.some((name) => name.startsWith(wanted)))).toEqual([]);
        for (const name of names) execFileSync(pdftoppm, ['-r', '20', '-png', join(folder, '書類', name), join(folder, 'page')], { stdio: 'pipe' });
        expect(await readFile(join(folder, '前提.txt'), 'utf8')).toContain('policy.collectWithinDays');
        expect(lines.some((line) => line.includes('判定: 正しい'))).toBe(true);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
