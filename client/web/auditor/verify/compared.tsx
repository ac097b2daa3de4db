// Two exports side by side: first what a clerk needs to know, then where they part and which checkpoints cannot both be true. Printable.
import type { Comparison, Parting, Shown, Side } from '../../../../server/ledger/comparison.ts';
import { toBase64 } from '../../../../server/ledger/encoding.ts';
import type { Verdict } from '../../../../server/ledger/verdict.ts';
import { useActName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { longInstant } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Acts, Facts, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';

interface Props { readonly comparison: Comparison; readonly ownKey: boolean; readonly names: readonly [string, string]; readonly onAgain: () => void }

export function Compared({ comparison, ownKey, names, onAgain }: Props) {
  const { t } = useWords();
  const { parting, agreed } = comparison;
  return (
    <>
      <Judgement comparison={comparison} />
      <Sides comparison={comparison} names={names} />
      <Facts rows={[
        [t('comparing.alike'), t('comparing.count', { count: comparison.common })],
        [t('comparing.agreed'), agreed === null ? t('comparing.none') : t('comparing.agreedOf', { count: agreed.size })],
        [t('comparing.keyed'), t(ownKey ? 'comparing.keyedOwn' : 'comparing.keyedSame')],
      ]} />
      {parting !== null && <Part parting={parting} />}
      <p>{t('verifying.here')}</p>
      <Acts><Button onPress={onAgain}>{t('comparing.again')}</Button><Button kind="filled" onPress={() => print()}>{t('verifying.print')}</Button></Acts>
    </>
  );
}

const nameOf = (side: Side): string => side.toUpperCase();
const sizeOf = ({ entries, foreign }: Verdict): number => entries + foreign;

function Judgement({ comparison }: { readonly comparison: Comparison }) {
  const { t, language } = useWords();
  const { a, b, outcome, contradicts, ok } = comparison;
  const title = outcome === 'bad' && contradicts === null ? t('comparing.outcome.badBoth') : t(`comparing.outcome.${outcome}`, { count: comparison.common, side: nameOf(contradicts ?? 'b'), longer: nameOf(comparison.longer ?? 'b') });
  const of = t('comparing.of', { a: longInstant(a.header.at, language), b: longInstant(b.header.at, language), sizeA: sizeOf(a), sizeB: sizeOf(b) });
  if (ok) return <Banner kind="good" title={title} focus><p>{of}</p></Banner>;
  return (
    <Banner kind="stop" title={title} focus>
      <p>{of}</p>
      {contradicts !== null && outcome !== 'bad' && <p>{t('comparing.contradicts', { side: nameOf(contradicts), first: nameOf(contradicts === 'a' ? 'b' : 'a') })}</p>}
      <p>{t('comparing.more')}</p>
    </Banner>
  );
}

function Sides({ comparison, names }: Pick<Props, 'comparison' | 'names'>) {
  const { t, language } = useWords();
  const rows = [{ name: t('comparing.fileA', { name: names[0] }), verdict: comparison.a }, { name: t('comparing.fileB', { name: names[1] }), verdict: comparison.b }];
  return (
    <Table caption={t('verifying.result')} rows={rows} keyOf={({ name }) => name} columns={[
      { head: t('verifying.file'), names: true, cell: ({ name }) => name },
      { head: t('comparing.madeAt'), cell: ({ verdict }) => longInstant(verdict.header.at, language) },
      { head: t('comparing.entries'), cell: ({ verdict }) => t('comparing.count', { count: sizeOf(verdict) }) },
      { head: t('comparing.alone'), cell: ({ verdict }) => <Alone verdict={verdict} /> },
    ]} />
  );
}

function Alone({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useWords();
  const bad = verdict.firstBad;
  if (bad === undefined) return <Badge tone="good" icon="tick">{t('comparing.holds')}</Badge>;
  return <span className="grid gap-1"><Badge tone="stop" icon="cross">{t('comparing.fails')}</Badge><span>{bad.index === null ? t('verifying.badLine', { line: bad.line }) : t('verifying.badAt', { index: bad.index })}</span><span>{t(`verifying.say.wrong.${bad.code}`)}</span></span>;
}

function Part({ parting }: { readonly parting: Parting }) {
  const { t } = useWords();
  return (
    <Section title={t('comparing.parting')}>
      <p>{t('verifying.badAt', { index: parting.index })}</p>
      <p>{t(`comparing.change.${parting.change}`)}</p>
      <div className="grid gap-4 md:grid-cols-2">
        <Entry title={t('comparing.sideA')} shown={parting.a} head={parting.heads.a} />
        <Entry title={t('comparing.sideB')} shown={parting.b} head={parting.heads.b} />
      </div>
      <Facts rows={[[t('comparing.differing'), t('comparing.differingOf', { first: parting.index, last: parting.lastIndex, count: parting.differing })]]} />
    </Section>
  );
}

function Entry({ title, shown, head }: { readonly title: string; readonly shown: Shown; readonly head: Parting['heads']['a'] }) {
  const { t, language } = useWords();
  const nameOf = useActName();
  const hash = (bytes: Uint8Array) => <span className="font-mono break-all">{toBase64(bytes)}</span>;
  return (
    <div className="grid content-start gap-2 rounded-12 border-2 border-rule p-4">
      <h3 className="text-std-16B-170">{title}</h3>
      <Facts rows={[
        ...(shown.at === null ? [[t('comparing.act'), t('comparing.hashOnly')] as const] : [[t('comparing.when'), longInstant(shown.at, language)] as const, [t('comparing.act'), nameOf(shown.act ?? '')] as const]),
        [t('comparing.hash'), hash(shown.hash)],
        ...(head === null ? [] : [[t('comparing.head'), <span key="head" className="break-all">{t('comparing.headOf', { count: head.size, root: toBase64(head.root) })}</span>] as const]),
      ]} />
    </div>
  );
}
