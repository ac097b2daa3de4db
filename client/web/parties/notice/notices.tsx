// パスワード通知: what is to be made, per recipient, and whose hand-over is not recorded yet. Numbers and addressees only.
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { Link } from '../../ui/button.tsx';
import { Loaded, Page, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { SendingsWithoutCall } from '../calls.tsx';
import { todosOf, type Todo } from '../next-act.ts';

export default function Notices() {
  const { t } = useWords();
  const { session } = useHere();
  const loaded = useLoad('notices', async () => {
    const [notices, page] = await Promise.all([api.call('notices', {}), api.call('transfers', { query: { mine: '1', limit: 200 } })]);
    return { notices, todos: todosOf(page.transfers.filter((transfer) => transfer.next.act === 'notice')) };
  });
  return (
    <Page title={t('notice.listTitle')}>
      <Loaded of={loaded}>
        {({ notices, todos }) => (
          <>
            <Section title={t('notice.toMake')}>
              {todos.length === 0 ? <p>{t('notice.noneToMake')}</p> : (
                <Table caption={t('notice.toMake')} rows={todos} keyOf={(todo) => todo.first.id} columns={[
                  { head: t('transfer.recipient'), names: true, cell: (todo) => <Party party={todo.first.recipient} /> },
                  { head: t('list.number'), cell: (todo) => todo.transfers.map((transfer) => transfer.number).join(' ・ ') },
                  { head: t('notice.notBefore'), cell: (todo) => <FromWhen todo={todo} /> },
                  { head: t('todo.act'), cell: (todo) => <Link to={todo.address} kind={todo === todos[0] ? 'filled' : 'outline'} label={t('todo.actFor', { act: t('notice.begin'), number: todo.first.number })}>{t('notice.begin')}</Link> },
                ]} />
              )}
            </Section>
            {session.section !== null && <SendingsWithoutCall />}
            <Section title={t('notice.toRecord')}>
              {notices.length === 0 ? <p>{t('notice.noneToRecord')}</p> : (
                <Table caption={t('notice.toRecord')} rows={notices} keyOf={(notice) => notice.id} columns={[
                  { head: t('transfer.recipient'), names: true, cell: (notice) => <Party party={notice.recipient} /> },
                  { head: t('list.number'), cell: (notice) => notice.numbers.join(' ・ ') },
                  { head: t('notice.madeAt'), cell: (notice) => <span>{notice.by.name} <When at={notice.at} short /></span> },
                  { head: t('todo.act'), cell: (notice) => <Link to={`/notices/${notice.id}`} kind="outline" label={t('todo.actFor', { act: t('notice.record'), number: notice.numbers.join(' ') })}>{t('notice.record')}</Link> },
                ]} />
              )}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The earliest time at which a password can be made for any of them: the page that makes it names those that must wait longer. */
function FromWhen({ todo: { transfers } }: { readonly todo: Todo }) {
  const times = transfers.map(({ next }) => next.notBefore);
  const first = times.includes(null) ? undefined : times.filter((at) => at !== null).toSorted()[0];
  return first === undefined ? '' : <When at={first} short />;
}
