// Who is waited for, in the reader's language: a person with さん, a party by its name.
import type { NextBy } from '../../../server/http/wire/transfers.ts';
import { listed, type useWords } from '../app/language.ts';

/** 「髙橋 健さん、山田 花子さん」, or `株式会社みどり印刷`. */
export function whoIsNext(t: ReturnType<typeof useWords>['t'], by: readonly NextBy[]): string {
  return listed(by.map(({ kind, name }) => t(`next.${kind}`, { name })));
}
