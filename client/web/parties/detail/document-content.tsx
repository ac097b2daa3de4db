// The content of a signed document in rows: every field is shown, also one that this version has no word for, because the signature covers it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { Facts } from '../../ui/page.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { When } from '../../ui/when.tsx';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function DocumentContent({ json }: { readonly json: string }) {
  // The signature is over the canonical order of keys; people read it in the order of the dictionary.
  const value: unknown = JSON.parse(json);
  return <Value value={value} />;
}

/** What the recipient signed stands in the receipt as its exact text; it is read like the receipt itself. */
function Inside({ name, value }: { readonly name: string; readonly value: unknown }): ReactNode {
  if (typeof value !== 'string') return <Value value={value} />;
  if (name === 'statement') return <DocumentContent json={value} />;
  return name === 'statementSignature' ? <pre className="max-w-full font-mono break-words whitespace-pre-wrap">{value.trim()}</pre> : <Value value={value} />;
}

function inReadingOrder(rows: readonly (readonly [string, unknown])[], fields: readonly string[]): readonly (readonly [string, unknown])[] {
  const place = (key: string): number => (fields.includes(key) ? fields.indexOf(key) : fields.length);
  return rows.toSorted(([a], [b]) => place(a) - place(b));
}

function Value({ value }: { readonly value: unknown }): ReactNode {
  const { i18n } = useTranslation();
  const { t } = useWords();
  const fields = Object.keys(t('documentField', { returnObjects: true }));
  const label = (key: string): string => (i18n.exists(`documentField.${key}`) ? String(i18n.getResource(i18n.language, 'words', `documentField.${key}`)) : key);
  if (Array.isArray(value)) return <ul className="grid gap-3">{value.map((one: unknown, i) => <li key={i}><Value value={one} /></li>)}</ul>;
  if (typeof value === 'object' && value !== null) return <Facts rows={inReadingOrder(Object.entries<unknown>({ ...value }), fields).map(([key, inner]): [string, ReactNode] => [label(key), <Inside key={key} name={key} value={inner} />])} />;
  if (value === null) return t('documentWord.none');
  const word = typeof value === 'string' ? `documentWord.${value.replaceAll(' ', '-')}` : '';
  if (word !== '' && i18n.exists(word)) return String(i18n.getResource(i18n.language, 'words', word));
  if (typeof value === 'string') return INSTANT.test(value) ? <When at={value} /> : <span className={/^[0-9A-Fa-f]{32,}$/.test(value) ? 'font-mono' : ''}><Foreign>{value}</Foreign></span>;
  if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
  return typeof value === 'number' ? count(value) : '';
}
