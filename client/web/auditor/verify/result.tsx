// The result of a verification, line by line; what disagrees stands with the line before it. Printable (UI 3.19).
import { useState } from 'react';
import { useWords } from '../../app/language.ts';
import { longInstant } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Acts, Facts, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { linesOf, type Detail, type Given, type Line } from './outcome.ts';
import type { Checked, ExportChecked } from './protocol.ts';

const BADGES = { same: ['good', 'tick'], differs: ['stop', 'cross'], cannot: ['mind', 'note'] } as const;

export function Result({ checked, given, name, onAgain }: { readonly checked: Checked; readonly given: Given; readonly name: string; readonly onAgain: () => void }) {
  const { t } = useWords();
  const lines = linesOf(checked, given);
  return (
    <>
      <Judgement checked={checked} cannot={lines.filter((line) => line.outcome === 'cannot').length} />
      <Lines lines={lines} />
      {checked.kind === 'export' && checked.verdict.firstBad !== undefined && <Fault checked={checked} />}
      {checked.kind === 'evidence' && checked.bad !== null && <Section title={t('verifying.fault')}><Exact title={t('verifying.there', { line: checked.bad.line })} text={checked.bad.text} /></Section>}
      <About checked={checked} name={name} />
      <p>{t('verifying.here')}</p>
      <Acts><Button onPress={onAgain}>{t('verifying.again')}</Button><Button kind="filled" onPress={() => print()}>{t('verifying.print')}</Button></Acts>
    </>
  );
}

function Judgement({ checked, cannot }: { readonly checked: Checked; readonly cannot: number }) {
  const { t, language } = useWords();
  const title = useWrongTitle(checked);
  const of = checked.kind === 'evidence' ? t('verifying.ofEvidence', { number: checked.number, count: checked.entries })
    : t('verifying.of', { when: longInstant(checked.verdict.header.at, language), count: checked.verdict.header.size });
  if (title !== null) return <Banner kind="stop" title={title} focus><p>{of}</p><p>{t('verifying.badMore')}</p></Banner>;
  return <Banner kind="good" title={cannot === 0 ? t('verifying.good') : t('verifying.goodBut', { count: cannot })} focus><p>{of}</p></Banner>;
}

/** From where it disagrees, as the heading says it; null if nothing does. */
function useWrongTitle(checked: Checked): string | null {
  const { t } = useWords();
  if (checked.kind === 'evidence') return checked.bad === null ? null : checked.bad.index === null ? t('verifying.badLine', { line: checked.bad.line }) : t('verifying.badAt', { index: checked.bad.index });
  const bad = checked.verdict.firstBad;
  if (bad === undefined) return null;
  if (bad.code === 'KNOWN_ROOT' || bad.code === 'TAIL_CUT') return t('verifying.badKnown');
  if (bad.code === 'KEY') return t('verifying.badKey');
  if (bad.index === null) return t('verifying.badLine', { line: bad.line });
  return bad.lastIndex === null || bad.lastIndex === bad.index ? t('verifying.badAt', { index: bad.index }) : t('verifying.badWithin', { first: bad.index, last: bad.lastIndex });
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useWords();
  const said = (detail: Detail): string => ('wrong' in detail ? t(`verifying.say.wrong.${detail.wrong}`) : t(`verifying.say.${detail.say}`, { count: detail.count }));
  return (
    <Table caption={t('verifying.result')} rows={lines} keyOf={(line) => line.name} columns={[
      { head: t('verifying.item'), names: true, cell: (line) => t(`verifying.line.${line.name}`) },
      { head: t('verifying.outcome'), cell: (line) => <Badge tone={BADGES[line.outcome][0]} icon={BADGES[line.outcome][1]}>{t(`verifying.${line.outcome}`)}</Badge> },
      { head: t('verifying.detail'), cell: (line) => <span className="grid gap-1">{line.details.map((detail) => <span key={said(detail)}>{said(detail)}</span>)}</span> },
    ]} />
  );
}

function Fault({ checked }: { readonly checked: ExportChecked }) {
  const { t } = useWords();
  const bad = checked.verdict.firstBad;
  if (bad === undefined) return null;
  return (
    <Section title={t('verifying.fault')}>
      <div className="grid gap-4 md:grid-cols-2">
        <Exact title={t('verifying.before', { line: bad.line - 1 })} text={checked.before} />
        <Exact title={t('verifying.there', { line: bad.line })} text={checked.there} wrong />
      </div>
      <Facts rows={[[t('verifying.expected'), <span key="expected" lang="en">{bad.expected}</span>], [t('verifying.came'), <span key="came" lang="en">{bad.came}</span>]]} />
    </Section>
  );
}

function Exact({ title, text, wrong = false }: { readonly title: string; readonly text: string | null; readonly wrong?: boolean }) {
  const { t } = useWords();
  return (
    <div className={`grid content-start gap-2 rounded-12 border-2 p-4 ${wrong ? 'border-stop-edge' : 'border-rule'}`}>
      <h3 className="text-std-16B-170">{title}</h3>
      <pre tabIndex={0} aria-label={title} className="max-h-60 overflow-auto font-mono break-all whitespace-pre-wrap"><Foreign>{text ?? t('verifying.noLine')}</Foreign></pre>
    </div>
  );
}

function About({ checked, name }: { readonly checked: Checked; readonly name: string }) {
  const { t, language } = useWords();
  const [now] = useState(() => new Date().toISOString());
  const own = checked.kind === 'evidence' ? [[t('verifying.ledgerOf'), checked.origin] as const, [t('verifying.writtenAt'), longInstant(checked.at, language)] as const] : [
    [t('verifying.ledgerOf'), checked.verdict.header.origin] as const, [t('verifying.writtenAt'), longInstant(checked.verdict.header.at, language)] as const,
    [t('verifying.entries'), t('verifying.entriesOf', { count: checked.verdict.header.size, full: checked.verdict.entries, foreign: checked.verdict.foreign })] as const,
    ...(checked.verdict.head === null ? [] : [[t('verifying.newest'), t('verifying.newestOf', { count: checked.verdict.head.size })] as const]),
  ];
  return (
    <Facts rows={[
      [t('verifying.file'), name], ...own, [t('verifying.sha256'), <span key="hash" className="font-mono break-all">{checked.sha256}</span>], [t('verifying.at'), longInstant(now, language)],
    ]} />
  );
}
