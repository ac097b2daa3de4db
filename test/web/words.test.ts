// The two dictionaries say the same things, every word is used, and no page carries words of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../client/web/words/en.ts';
import * as administeringEn from '../../client/web/words/en/administering.ts';
import * as auditingEn from '../../client/web/words/en/auditing.ts';
import * as factorsEn from '../../client/web/words/en/factors.ts';
import * as helpingEn from '../../client/web/words/en/helping.ts';
import * as contentEn from '../../client/web/words/en/content.ts';
import * as decidingEn from '../../client/web/words/en/deciding.ts';
import * as movingEn from '../../client/web/words/en/moving.ts';
import * as keepingEn from '../../client/web/words/en/keeping.ts';
import * as openingEn from '../../client/web/words/en/opening.ts';
import * as reviewingEn from '../../client/web/words/en/reviewing.ts';
import * as rostersEn from '../../client/web/words/en/rosters.ts';
import * as searchingEn from '../../client/web/words/en/searching.ts';
import * as tellingEn from '../../client/web/words/en/telling.ts';
import * as unattendedEn from '../../client/web/words/en/unattended.ts';
import * as verifyingEn from '../../client/web/words/en/verifying.ts';
import { ja } from '../../client/web/words/ja.ts';
import * as administering from '../../client/web/words/ja/administering.ts';
import * as auditing from '../../client/web/words/ja/auditing.ts';
import * as factors from '../../client/web/words/ja/factors.ts';
import * as helping from '../../client/web/words/ja/helping.ts';
import * as content from '../../client/web/words/ja/content.ts';
import * as deciding from '../../client/web/words/ja/deciding.ts';
import * as keeping from '../../client/web/words/ja/keeping.ts';
import * as moving from '../../client/web/words/ja/moving.ts';
import * as opening from '../../client/web/words/ja/opening.ts';
import * as reviewing from '../../client/web/words/ja/reviewing.ts';
import * as rosters from '../../client/web/words/ja/rosters.ts';
import * as searching from '../../client/web/words/ja/searching.ts';
import * as telling from '../../client/web/words/ja/telling.ts';
import * as unattended from '../../client/web/words/ja/unattended.ts';
import * as verifying from '../../client/web/words/ja/verifying.ts';

const web = join(import.meta.dirname, '..', '..', 'client', 'web');
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words')).map((path) => ({ path, text: readFileSync(join(web, path), 'utf8') }));

/** `open.failure.KEY_WRONG` and what it says. */
function entriesOf(words: object, above = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => (typeof value === 'string' ? [[above + key, value] as [string, string]] : typeof value === 'object' && value !== null ? entriesOf(value, `${above}${key}.`) : []));
}
// The year of the era is the year in English.
const fillings = (text: string): string[] => [...new Set(text.replace('{{era}}', '{{year}}').match(/\{\{\w+\}\}/g))].sort();

/** Code without comments: they may say anything. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|(?<=[;,{})]) \/\/ .*$/gm, '');

const [japanese, english] = [new Map(entriesOf({ ...ja, ...administering, ...auditing, ...factors, ...helping, ...opening, ...moving, ...content, ...deciding, ...reviewing, ...keeping, ...searching, ...rosters, ...telling, ...unattended, ...verifying })), new Map(entriesOf({ ...en, ...administeringEn, ...auditingEn, ...factorsEn, ...helpingEn, ...openingEn, ...movingEn, ...contentEn, ...decidingEn, ...reviewingEn, ...keepingEn, ...searchingEn, ...rostersEn, ...tellingEn, ...unattendedEn, ...verifyingEn }))];

describe('the words of the pages', () => {
  it('stand in both dictionaries under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...japanese.keys()].sort());
  });

  it('have the same places to be filled in in both languages', () => {
    expect([...japanese].filter(([key, text]) => fillings(text).join() !== fillings(english.get(key) ?? '').join()).map(([key]) => key)).toEqual([]);
  });

  it('are all used', () => {
    const code = sources.map(({ text }) => text).join('\n');
    const literal = new Set([...code.matchAll(/'([a-zA-Z][\w.-]*)'/g)].map(([, key]) => key));
    // `state.${state}.word` stands for one word of the dictionary's tree in each place that is filled.
    const shapes = [...new Set([...code.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`]*)`/g)].map(([, shape = '']) => shape))].map((shape) => new RegExp(`^${shape.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`));
    const unused = [...japanese.keys()].map((key) => key.replace(/_(one|other)$/, '')).filter((key) => !literal.has(key) && !shapes.some((shape) => shape.test(key)));
    expect([...new Set(unused)]).toEqual([]);
  });

  it('are in English where they should be', () => {
    const kept = ['frame.languageJa'];
    expect([...english].filter(([key, text]) => !kept.includes(key) && /[\u3001-\u30ff\u4e00-\u9fff\uff08\uff09]/.test(text.replace(/（.*?）|「.*?」/g, '')))).toEqual([]);
  });

  it('are not written into a page, where no dictionary could change them', () => {
    const bare = (line: string): string => line.replace(/\/(?:[^/\n\\]|\\.)+\/[gu]+/g, '');
    const found = sources.filter(({ path }) => path.endsWith('.tsx')).flatMap(({ path, text }) => codeOf(text).split('\n').filter((line) => /[\u3041-\u30fa\u4e00-\u9fff]/.test(bare(line))).map((line) => `${path}: ${line.trim()}`));
    expect(found).toEqual([]);
  });
});
