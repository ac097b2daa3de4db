import { describe, expect, it } from 'vitest';
import { ALIKE_FROM, alikeTo, coreOf, isNamedFor, readsAlike } from '../../server/engagements/likeness.ts';

describe('names that read alike', () => {
  it.each([
    ['みどり印刷', 'みどり印刷加工', 'one holds the other'],
    ['株式会社みどり印刷', '㈱ みどり 印刷', 'the same but for form, width and spaces'],
    ['株式会社みどり印刷', 'みどり印刷加工株式会社', 'one holds the other under its legal form'],
    ['みどり印刷', 'みとり印刷', 'a voicing mark'],
    ['ミドリ印刷', 'みどり印刷', 'katakana and hiragana'],
    ['朝日印刷', '旭日印刷', 'two of three pairs'],
    ['ＡＢＣデータ', 'abcデータサービス', 'width, case and one within the other'],
  ])('%s and %s: %s', (one, other) => {
    expect(readsAlike(one, other)).toBe(true);
    expect(readsAlike(other, one)).toBe(true);
  });

  it.each([
    ['つつじ医院', 'もみじ医院', 'half of the pairs, less than the threshold'],
    ['みどり印刷', 'あおば印刷', 'only the trade in common'],
    ['株式会社あ', '株式会社い', 'only the legal form in common'],
    ['株式会社', 'みどり印刷', 'nothing but a legal form'],
  ])('not %s and %s: %s', (one, other) => {
    expect(readsAlike(one, other)).toBe(false);
  });

  it('count as alike from 60 % of their pairs of letters', () => {
    expect(ALIKE_FROM).toBe(0.6);
    // Four pairs each, three of them in common: 75 %. Three of five and of five, two in common with others: 40 %.
    expect(readsAlike('あいうえお', 'あいうえか')).toBe(true);
    expect(readsAlike('あいうえおか', 'あいうきくけ')).toBe(false);
  });

  it('are told of all other firms but never of the firm itself', () => {
    const firms = [{ id: '1', name: '株式会社みどり印刷' }, { id: '2', name: 'みどり印刷加工株式会社' }, { id: '3', name: 'あおば封入センター' }, { id: '4', name: '有限会社みどり印刷' }];
    expect(alikeTo({ id: '1', name: '株式会社みどり印刷' }, firms)).toEqual(['みどり印刷加工株式会社', '有限会社みどり印刷']);
    expect(coreOf('医療法人社団 つつじ会　つつじ医院')).toBe('つつじ会つつじ医院');
  });
});

describe('a file named for another firm', () => {
  it.each([
    ['もみじ.csv', 'もみじ医院', 'つつじ医院', true],
    ['予診票_もみじ医院_7月.pdf', '医療法人社団もみじ医院', 'つつじ医院', true],
    ['予診票_つつじ医院_7月.pdf', 'もみじ医院', 'つつじ医院', false],
    ['みどり印刷加工_01.csv', 'みどり印刷加工株式会社', '株式会社みどり印刷', true],
    ['みどり印刷_01.csv', 'みどり印刷加工株式会社', '株式会社みどり印刷', false],
    ['みどり印刷加工_01.csv', '株式会社みどり印刷', 'みどり印刷加工株式会社', false],
    ['みどり印刷_01.csv', '株式会社みどり印刷', 'みどり印刷加工株式会社', true],
    ['noufu_01.csv', 'もみじ医院', 'つつじ医院', false],
    ['医院一覧.csv', 'もみじ医院', 'つつじ医院', false],
    ['佐藤.csv', '佐藤医院', 'つつじ医院', true],
    ['あい.csv', 'あい薬局', 'つつじ医院', false],
  ])('%s: %s, sent to %s: %s', (file, other, recipient, expected) => {
    expect(isNamedFor(file, other, recipient)).toBe(expected);
  });
});
