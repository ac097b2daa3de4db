// What goes on around the work: sessions, the auditor's reading and reviewing, strangers at the door, time, restarts.
import { names } from '../world.ts';
import type { Step } from './sending.ts';

/** Minutes, hours or days pass, and the clock does its work. */
export const time: Step = async ({ dice, time: clock, running }) => {
  clock.advance(dice.pick([1, 7, 31, 90, 60 * 9, 60 * 25, 60 * 24 * 4, 60 * 24 * 9]) ?? 1);
  if (dice.chance(0.85)) await running.gateway.tick();
};

export const restart: Step = (history) => history.restart();

export const session: Step = async (history) => {
  const { dice } = history;
  const name = dice.pick(names) ?? 'sato';
  const who = await history.as(name);
  const { login, page } = history.world.visitors[name];
  switch (dice.below(6)) {
    case 0: return who.api.call('signIn', { body: { login, password: 'まちがった ことば 7', ...(page === undefined ? {} : { page }) } });
    case 1: return who.api.call('changePassword', { body: { current: 'まちがった ことば 7', next: 'べつの ことばを いくつか ならべる' } });
    case 2: {
      const next = 'べつの ことばを いくつか ならべる';
      await who.api.call('changePassword', { body: { current: who.password, next } });
      return who.api.call('changePassword', { body: { current: next, next: who.password } });
    }
    case 3: return who.api.call('setPreferences', { body: { theme: 'dark', language: 'en' } });
    case 4: {
      await who.api.call('signOut', {});
      return who.signInAgain();
    }
    default: await who.signInAgain();
  }
};

/** Somebody with a list of identifiers that belong to others, or to nobody. */
export const trespass: Step = async (history) => {
  const { dice, pools } = history;
  const who = await history.as(dice.pick(names) ?? 'suzuki');
  const id = dice.pick([dice.pick(pools.transfers)?.id, dice.pick(pools.deposits)?.id, dice.pick(pools.notices)?.id, dice.pick(pools.records), dice.pick(pools.engagements)?.id]) ?? '0'.repeat(32);
  await who.api.call(dice.pick(['transfer', 'deposit', 'notice', 'record', 'timeline', 'confirmationRecords', 'calls', 'engagementStanding', 'roster', 'attachment', 'receipt', 'wipeCertificate', 'mediumLabel', 'story', 'engagementDetail'] as const) ?? 'transfer', { id });
};

/** The gateway's door without a key, and with a request of another form. */
export const stranger: Step = async (history) => {
  const { dice, running } = history;
  const { ward } = running.origins;
  const answer = dice.chance(0.5) ? await fetch(`${ward}/api/v1/transfers`) : await fetch(`${ward}/api/v1/session`, { method: 'POST', headers: { 'origin': ward, 'content-type': 'application/json' }, body: JSON.stringify({ login: 'dareka', password: 'nanika' }) });
  if (answer.status !== 401) throw new Error(`expected a stranger to be refused, came ${String(answer.status)}`);
  history.strangers += 1;
};

export const audit: Step = async (history) => {
  const { dice, pools } = history;
  const { api } = await history.as(dice.chance(0.9) ? 'kansa' : dice.pick(names) ?? 'sato');
  const id = dice.pick(pools.transfers)?.id ?? '0'.repeat(32);
  switch (dice.below(8)) {
    case 0: return api.call('searchLedger', { body: { result: 'refused', limit: 20 } });
    case 1: return api.call('ledgerEntry', { index: String(dice.below(60)) });
    case 2: return (await api.call('ledgerExport', {})).text();
    case 3: return api.call('story', { id });
    case 4: return (await api.call('evidence', { id })).text();
    case 5: return api.call('figures', { query: { from: '2026-07-01', to: '2026-07-31' } });
    case 6: return pools.checkpoints.push(await (await api.call('checkpoint', {})).text());
    default: return api.call('auditHome', {});
  }
};
