// What administrators, managers and clerks keep up: people, parties, engagements, rosters, certificates, registered addresses, settings.
import type { Someone } from '../../town.ts';
import type { History } from '../history.ts';
import { names, type Name } from '../world.ts';
import { click, type Step } from './sending.ts';

const reason = '届出のため';
const nobody = '0'.repeat(32);
/** The administrator, and at times somebody who is none. */
const keeper = (history: History): Promise<Someone> => history.as(history.dice.chance(0.92) ? 'admin' : history.dice.pick(names) ?? 'sato');

export const people: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await keeper(history);
  const id = dice.pick(pools.accounts) ?? nobody;
  const known = async () => (await who.api.call('accounts', {})).find((account) => account.id === id)?.seen ?? nobody.repeat(2);
  switch (dice.below(6)) {
    case 0: case 1: {
      const handler = dice.chance(0.5);
      const body = { role: handler ? 'handler' as const : 'staff' as const, login: `p${String(dice.below(10_000))}`, name: `仮 ${String(dice.below(100))}`, ...(handler ? { contractorId: dice.pick(world.firms)?.id ?? '' } : { sectionId: dice.pick(world.sections) ?? '' }) };
      pools.accounts.push((await click(history, () => who.api.call('addAccount', { body }))).account.id);
      return undefined;
    }
    case 2: {
      const asked = await click(history, () => who.api.call('askReset', { id, body: { what: dice.chance(0.7) ? 'password' : 'second-factor', reason } }));
      // Now and then the same administrator tries alone.
      const other = dice.chance(0.8) ? await history.as('kanri') : who;
      return dice.chance(0.8) ? click(history, () => other.api.call('approveRequest', { id: asked.id, body: { password: other.password } })) : click(history, () => other.api.call('refuseRequest', { id: asked.id }));
    }
    case 3: return click(history, () => who.api.call('disableAccount', { id }));
    case 4: {
      const login = `k${String(dice.below(100))}`;
      const asked = await click(history, () => (dice.chance(0.7) ? who.api.call('askAdministrator', { body: { login, name: `管理 ${login}`, reason } }) : who.api.call('askAdministratorAgain', { id, body: { reason } })));
      const other = dice.chance(0.8) ? await history.as('kanri') : who;
      if (dice.chance(0.3)) return click(history, () => other.api.call('refuseRequest', { id: asked.id }));
      const { account } = await click(history, () => other.api.call('approveRequest', { id: asked.id, body: { password: other.password } }));
      pools.accounts.push(account.id);
      return undefined;
    }
    default: {
      const seen = await known();
      const changes = dice.pick([{ name: `改名 ${String(dice.below(100))}` }, { active: dice.chance(0.5) }, { email: dice.chance(0.5) ? 'kari@example.lg.jp' : null }, { canApprove: dice.chance(0.5) }]) ?? {};
      return click(history, () => who.api.call('changeAccount', { id, body: { seen, reason: dice.chance(0.15) ? null : reason, changes } }));
    }
  }
};

export const organisation: Step = async (history) => {
  const { dice, world } = history;
  const who = await keeper(history);
  const name = `${dice.pick(['福祉課', '印刷', '発送', '窓口課']) ?? ''}${String(dice.below(1000))}`;
  switch (dice.below(5)) {
    case 0: return click(history, () => who.api.call('addSection', { body: { name, telephone: '03-1234-5678' } }));
    case 1: return click(history, () => who.api.call('addContractor', { body: { name, address: '○○市1-1' } }));
    case 2: {
      const { id, seen } = (await who.api.call('sections', {})).at(-1) ?? { id: nobody, seen: nobody.repeat(2) };
      return click(history, () => who.api.call('changeSection', { id, body: { seen, reason, changes: { telephone: `03-${String(dice.below(9999))}` } } }));
    }
    case 3: {
      const { id, seen } = (await who.api.call('contractors', {})).find((firm) => firm.id === dice.pick(world.firms)?.id) ?? { id: nobody, seen: nobody.repeat(2) };
      return click(history, () => who.api.call('changeContractor', { id, body: { seen, reason: dice.chance(0.1) ? null : reason, changes: { address: `○○市${String(dice.below(99))}` } } }));
    }
    default: {
      const { seen } = await who.api.call('settings', {});
      return click(history, () => who.api.call('changeSettings', { body: { seen, reason, changes: { contact: { name: '情報政策課', telephone: `03-${String(dice.below(9999))}`, hours: '9:00-17:00' } } } }));
    }
  }
};

export const engagement: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await keeper(history);
  const id = dice.pick(pools.engagements)?.id ?? nobody;
  const detail = await who.api.call('engagementDetail', { id });
  const change = (changes: object) => click(history, () => who.api.call('changeEngagement', { id, body: { seen: detail.seen, reason: dice.chance(0.1) ? null : reason, changes } }));
  switch (dice.below(8)) {
    case 0: return change({ title: `${detail.title.slice(0, 40)}改` });
    case 1: return change({ policy: { collectWithinDays: 2 + dice.below(5), wipeAfterConfirmHours: dice.below(3) } });
    case 2: return change({ to: dice.pick(['2026-07-20', '2027-03-31', '2026-12-31']) ?? detail.to });
    case 3: return change({ addSectionIds: [dice.pick(world.sections) ?? ''], addContractorIds: [dice.pick(world.firms)?.id ?? ''] });
    case 4: return (dice.chance(0.3) ? change({ terminated: true }) : change({ terms: { trainingBeforeCollect: dice.chance(0.2), refuseWhileErasureOverdue: dice.chance(0.5), receiptSignature: dice.pick(['asked', 'required'] as const) ?? 'asked' } }));
    case 5: return pools.engagements.push(await click(history, () => who.api.call('renewEngagement', { id, body: { from: '2027-04-01', to: '2028-03-31', reason } })));
    default: {
      const made = await click(history, () => who.api.call('addEngagement', { body: {
        title: `新しい業務 ${String(dice.below(999))}`, purpose: '印字', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: ['氏名'], policy: detail.policy, preset: null,
        forms: [{ name: '帳票', nameEn: 'Form', direction: 'to-contractor', unit: '件' }, { name: '報告', nameEn: 'Report', direction: 'to-section', unit: '件', kind: 'record' }], sectionIds: [dice.pick(world.sections) ?? ''], contractorIds: [dice.pick(world.firms)?.id ?? ''],
      } }));
      return pools.engagements.push(made);
    }
  }
};

const handlers: readonly Name[] = ['tanaka', 'suzuki', 'kondo'];

export const roster: Step = async (history) => {
  const { dice, pools, world } = history;
  const engagementId = dice.pick(pools.engagements)?.id ?? nobody;
  const firm = dice.pick(world.firms);
  const person = dice.pick(pools.accounts) ?? world.visitors[firm?.handler ?? 'tanaka'].id;
  const day = dice.pick(['2026-04-01', '2026-07-05']) ?? '2026-04-01';
  const entry = dice.recent(pools.rosters) ?? nobody;
  const remember = (page: { firms: readonly { entries: readonly { id: string }[] }[] }): number => pools.rosters.push(...page.firms.flatMap(({ entries }) => entries.map((one) => one.id)).filter((one) => !pools.rosters.includes(one)));
  switch (dice.below(6)) {
    case 0: {
      const who = await keeper(history);
      return pools.rosters.push((await click(history, () => who.api.call('addRosterEntry', { id: engagementId, body: { contractorId: firm?.id ?? '', accountId: dice.chance(0.7) ? world.visitors[firm?.handler ?? 'tanaka'].id : person, role: dice.pick(['manager', 'handler'] as const) ?? 'handler', startsOn: day } }))).id);
    }
    case 1: {
      const who = await keeper(history);
      return click(history, () => who.api.call('removeRosterEntry', { id: entry }));
    }
    case 2: case 3: {
      const who = await history.as(dice.pick([...handlers, 'sato'] as const) ?? 'tanaka');
      const whom = dice.chance(0.5) ? { accountId: person } : { name: `新人 ${String(dice.below(99))}`, login: `n${String(dice.below(999))}` };
      const body = { person: whom, role: dice.pick(['manager', 'handler', 'security-officer'] as const) ?? 'handler', startsOn: day, endsOn: dice.pick([null, '2026-07-08']) ?? null, reason };
      return remember(await click(history, () => who.api.call('submitRosterEntry', { id: engagementId, body })));
    }
    case 4: {
      const who = await history.as(dice.pick(['sato', 'takahashi', 'hirota'] as const) ?? 'sato');
      return click(history, () => who.api.call('decideRosterEntry', { id: entry, body: dice.chance(0.7) ? { accept: true } : { accept: false, reason } }));
    }
    default: {
      const who = await history.as(dice.pick([...handlers, 'sato'] as const) ?? 'tanaka');
      return click(history, () => who.api.call('endRosterEntry', { id: entry, body: { reason } }));
    }
  }
};

export const certificate: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await history.as(dice.pick([...handlers, 'sato', 'hirota', 'kansa'] as const) ?? 'tanaka');
  const id = dice.recent(pools.certificates) ?? nobody;
  switch (dice.below(4)) {
    case 0: {
      const spare = dice.pick(world.spares) ?? '';
      const made = await click(history, () => who.api.call('addCertificate', { body: { certificate: spare, label: '新しい端末' } }));
      pools.certificates.push(made.id);
      if (!dice.chance(0.5)) return;
      const clerk = await history.as('takahashi');
      return click(history, () => clerk.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } }));
    }
    case 1: case 2: {
      const clerk = await history.as(dice.pick(['sato', 'takahashi', 'hirota'] as const) ?? 'sato');
      const fingerprint = (await clerk.api.call('certificates', {})).find((one) => one.id === id)?.words ?? 'AAAA';
      return click(history, () => clerk.api.call('confirmCertificate', { id, body: { fingerprint: dice.chance(0.1) ? 'AAAA' : fingerprint } }));
    }
    default: return click(history, () => who.api.call('withdrawCertificate', { id }));
  }
};

export const terminal: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await keeper(history);
  if (dice.chance(0.6)) return pools.terminals.push((await click(history, () => who.api.call('addTerminal', { id: dice.pick(world.firms)?.id ?? '', body: { address: `192.0.2.${String(dice.below(6))}`, label: '作業室', reason } }))).id);
  return click(history, () => who.api.call('removeTerminal', { id: dice.recent(pools.terminals) ?? nobody, body: { reason } }));
};
