// Japanese data on an English page carries lang="ja": a screen reader changes its voice there, and a browser takes the right glyphs (UI 7.14).
import { Children, cloneElement, isValidElement, type ReactNode } from 'react';
import { useWords } from '../app/language.ts';

const RUN = /([\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u{20000}-\u{2ffff}○△□]+(?:[\s・]+[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u{20000}-\u{2ffff}]+)*)/u;

function mark(node: ReactNode): ReactNode {
  // Of a split with one group, every second part is a run.
  if (typeof node === 'string') return node.split(RUN).map((part, i) => (i % 2 === 1 ? <span key={i} lang="ja">{part}</span> : part));
  if (Array.isArray(node)) return Children.map(node, mark);
  // Components mark their own text; only plain elements are entered.
  if (isValidElement<{ children?: ReactNode; lang?: string }>(node) && typeof node.type === 'string' && node.props.children !== undefined && node.props.lang === undefined) return cloneElement(node, undefined, mark(node.props.children));
  return node;
}

export function Foreign({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useWords();
  return language === 'ja' ? children : mark(children);
}
