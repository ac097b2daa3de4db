// An engagement of several sections: the paper of a record comes from the section of whoever wrote it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginAsPrepared } from '../records/contract-steps.ts';
import { addEngagement, addPerson, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { pdfOf } from './issued.ts';
import { readPdf, textOf } from './reading.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(async () => {
  expect(town.faults).toEqual([]);
  await town.close();
});

it('each section\'s paper bears its own name, a register all of them', async () => {
  const other = await town.admin.api.call('addSection', { body: { name: '健康部 保健予防課', telephone: '03-0000-2222' } });
  const mori = await addPerson(town, town.admin, { role: 'staff', login: 'mori', name: '森 一郎', sectionId: other.id });
  const both = await addEngagement(town.admin, { title: '二課の業務', sectionIds: [town.section.id, other.id], contractorIds: [town.firm.id], policy: testPolicy });
  await town.admin.api.call('addRosterEntry', { id: both.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
  // A register is of the engagement, not of whoever prints it: both sections stand on it.
  const list = async (who: Someone) => textOf(readPdf(await pdfOf(who.api.call('registerDocument', { query: { name: 'roster', engagement: both.id, fiscalYear: 2026 } }))));
  for (const who of [town.sato, mori, town.auditor]) {
    const text = await list(who);
    expect([text.includes('福祉部 介護保険課'), text.includes('健康部 保健予防課')]).toEqual([true, true]);
  }
  const own = [[town.sato, '福祉部 介護保険課', '健康部 保健予防課'], [mori, '健康部 保健予防課', '福祉部 介護保険課']] as const;
  for (const [who, section, another] of own) {
    const record = await beginAsPrepared(who, 'credential-notice', both.id, town.firm.id);
    const text = textOf(readPdf(await pdfOf(who.api.call('recordDocument', { id: record.id }))));
    expect([text.includes(section), text.includes(another)]).toEqual([true, false]);
  }
});
