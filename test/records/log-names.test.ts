// What an extract prints is what the pages say: one word per act and per reason.
import { expect, it } from 'vitest';
import { acts, reasons } from '../../client/web/words/ja/office.ts';
import { actName, reasonName } from '../../server/records/log/names.ts';

it('the acts and reasons of an extract have the words of the pages; what has none is told by its code', () => {
  expect(Object.fromEntries(Object.keys(acts).map((act) => [act, actName(act)]))).toEqual(acts);
  expect(Object.fromEntries(Object.keys(reasons).map((code) => [code, reasonName(code)]))).toEqual(reasons);
  expect([actName('never.heard-of'), reasonName('NEVER_SAID'), actName('constructor')]).toEqual(['never.heard-of', 'NEVER_SAID', 'constructor']);
});
