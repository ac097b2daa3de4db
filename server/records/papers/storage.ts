// 保管 (1-13, 1-26): where each medium, notice or paper was kept, every move a line of its own.
import { readTaken } from '../filing/rows.ts';
import { standingsOf } from '../filing/next-stages.ts';
import { textOf } from './fields.ts';
import { shortMomentOf } from './wording.ts';
import { recordsIn } from './of-records.ts';
import { firmName, newer, type Listed, type Scope } from './register.ts';

const kind = 'storage';

/** The storage records of the fiscal year in the order of time. */
export async function listStorage(scope: Scope): Promise<Listed> {
  const rows: string[][] = [];
  let [entry, salts]: [number | null, string[]] = [null, []];
  for (const record of await recordsIn(scope, kind)) {
    const engagement = scope.engagements.find((one) => one.id === record.engagementId);
    const taken = await readTaken(scope.tx, record);
    if (engagement === undefined) continue;
    const transfer = record.transferId === null ? undefined : await scope.tx.selectFrom('transfers').select('number').where('id', '=', record.transferId).executeTakeFirst();
    const standings = standingsOf(taken);
    for (const { stage, values, holds } of standings) {
      const text = (id: string): string => {
        const field = stage.fields.find((one) => one.id === id);
        return field === undefined ? '—' : textOf(field, values[id], { attached: [], forms: engagement.forms });
      };
      const what = standings[0]?.stage.fields.find((one) => one.id === 'what');
      const at = typeof values['at'] === 'string' ? shortMomentOf(values['at']) : '—';
      rows.push([record.label, transfer?.number ?? '—', what === undefined ? '—' : textOf(what, standings[0]?.values['what'], { attached: [], forms: [] }), stage.title.ja, at,
        text('place') === '—' ? text('why') : text('place'), text('cabinet'), firmName(engagement, record.contractorId), taken.find((one) => one.seq === holds)?.by.name ?? '—']);
    }
    const stages = await scope.tx.selectFrom('record_stages').select(['entry', 'salt']).where('record_id', '=', record.id).orderBy('seq').execute();
    entry = newer(entry, ...stages.map((one) => one.entry));
    salts = [...salts, ...stages.map((one) => Buffer.from(one.salt).toString('hex'))];
  }
  return { entry, salts, parts: [{ heading: '保管', table: {
    columns: [{ heading: '番号', share: 3 }, { heading: '授受番号', share: 4 }, { heading: '保管するもの', share: 4 }, { heading: '段階', share: 3 }, { heading: '日時', share: 4 }, { heading: '種類・理由', share: 5 }, { heading: '保管場所', share: 5 }, { heading: '相手方', share: 6 }, { heading: '記入者', share: 4 }],
    rows,
  } }] };
}
