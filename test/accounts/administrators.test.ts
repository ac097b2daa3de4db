import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseRequest } from '../../server/accounts/deciding.ts';
import { findSession } from '../../server/accounts/sessions.ts';
import { quickHasher } from '../quick-hasher.ts';
import { arrive, foundTown, onMachine, secondAdministrator, type Someone, type Town } from '../town.ts';

const refusal = (code: string) => ({ problem: { code } });
const reason = '人事異動の通知による';

describe('a further administrator', () => {
  let town: Town;
  let second: Someone;
  let third: Someone;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const ask = (by: Someone, login: string, name = '架空 太郎') => by.api.call('askAdministrator', { body: { login, name, reason } });
  const approve = (by: Someone, id: string, password = by.password) => by.api.call('approveRequest', { id, body: { password } });
  const told = async () => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', 'like', '%-administrator').where('result', '=', 'done').orderBy('idx').execute())
    .map(({ bytes }) => JSON.parse(bytes) as { index: number; act: string; actor: object; facts: Record<string, unknown> });
  const accounts = () => town.admin.api.call('accounts', {});
  const seenOf = async (id: string) => (await accounts()).find((one) => one.id === id)?.seen ?? '';
  const enable = async (by: Someone, id: string, why: string | null = reason) => by.api.call('changeAccount', { id, body: { seen: await seenOf(id), reason: why, changes: { active: true } } });

  it('is not made where nobody else could approve: the page says what to ask for, and the command on the machine enters who did it [H 56] [H 153]', async () => {
    await expect(ask(town.admin, 'mallory')).rejects.toMatchObject({ problem: { code: 'ADMINISTRATOR_NEEDS_TWO', status: 409, detail: { ja: expect.stringContaining('kagibako admin administrator') as unknown } } });
    second = await secondAdministrator(town);
    expect(await told()).toMatchObject([{ act: 'approve-administrator', actor: { system: true }, facts: { account: second.id, onMachine: true } }]);
    const texts = await town.running.gateway.store.read.selectFrom('texts').select('text').where('id', 'like', '%:by').execute();
    expect(texts).toEqual([{ text: '保守 一郎' }]);
    await expect(onMachine(town, { login: 'kanri2', name: '管理 次郎' })).rejects.toMatchObject({ code: 'LOGIN_TAKEN' });
    await expect(onMachine(town, { login: 'kanri2', name: null })).rejects.toMatchObject({ code: 'NOTHING_CHANGED' });
  });

  it('is no account before another one approves it, and who asked never sees its password [H 56] [H 60] [H 153] [ASVS 6.4.1] [ASVS 7.5.1]', async () => {
    const asked = await ask(town.admin, 'kanri3', '管理 三郎');
    expect(asked).toMatchObject({ what: 'new-administrator', state: 'waiting', may: ['refuse'], about: { id: null, login: 'kanri3', name: '管理 三郎' }, reason });
    expect((await accounts()).map(({ login }) => login)).not.toContain('kanri3');
    await expect(ask(second, 'kanri3')).rejects.toMatchObject(refusal('REQUEST_WAITING'));
    await expect(ask(second, 'sato')).rejects.toMatchObject(refusal('LOGIN_TAKEN'));
    await expect(approve(town.admin, asked.id)).rejects.toMatchObject(refusal('REQUEST_BY_SAME'));
    await expect(approve(second, asked.id, 'a password that is not theirs')).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    await expect(approve(second, asked.id, 'x'.repeat(1024))).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    const done = await approve(second, asked.id);
    expect(done).toMatchObject({ account: { role: 'administrator', login: 'kanri3', canApprove: false }, initial: { login: 'kanri3' }, request: { state: 'approved', about: { id: done.account.id } } });
    third = await arrive(town, 'ward', { id: done.account.id, login: 'kanri3', password: done.initial?.password ?? '' });
    expect((await third.api.call('session', {})).account.role).toBe('administrator');
    const [, asking, approved] = await told();
    expect([asking, approved]).toMatchObject([{ act: 'ask-administrator', actor: { name: '管理 太郎' }, facts: { request: asked.id } }, { act: 'approve-administrator', actor: { name: '管理 次郎' }, facts: { account: third.id, asked: asking?.index } }]);
    expect(JSON.stringify([asking, approved])).not.toContain('三郎');
  });

  it('and who was shown the initial password do not count as two while it would open [H 56] [H 153]', async () => {
    const ofThird = await third.api.call('askReset', { id: town.sato.id, body: { what: 'password', reason } });
    expect((await second.api.call('requests', {})).find(({ id }) => id === ofThird.id)?.may).toEqual(['refuse']);
    await expect(approve(second, ofThird.id)).rejects.toMatchObject(refusal('REQUEST_SAME_HAND'));
    const ofSecond = await second.api.call('askReset', { id: town.takahashi.id, body: { what: 'password', reason } });
    await expect(approve(third, ofSecond.id)).rejects.toMatchObject(refusal('REQUEST_SAME_HAND'));
    // Who asked for the newcomer was shown nothing.
    expect((await approve(town.admin, ofSecond.id)).initial?.login).toBe('takahashi');
    await second.api.call('refuseRequest', { id: ofThird.id });
  });

  it('is not made by the usual way of adding people, nor by a change of one [H 61]', async () => {
    const line = { ...town.admin.line.headers(), 'content-type': 'application/json' };
    const send = async (path: string, body: object) => (await fetch(`${town.running.origins.ward}/api/v1${path}`, { method: 'POST', headers: line, body: JSON.stringify(body) })).status;
    expect(await send('/admin/accounts', { role: 'administrator', login: 'mallory', name: '外 部' })).toBe(400);
    expect(await send(`/admin/accounts/${town.auditor.id}/changes`, { seen: await seenOf(town.auditor.id), reason, changes: { role: 'administrator' } })).toBe(400);
    expect((await accounts()).filter(({ role }) => role === 'administrator')).toHaveLength(3);
  });

  it('that is refused, taken back, or seven days old comes to nothing, and so does one whose asker was disabled [H 56] [H 153]', async () => {
    const refused = await ask(town.admin, 'mallory');
    expect(await second.api.call('refuseRequest', { id: refused.id })).toMatchObject({ state: 'refused', about: { login: 'mallory' } });
    await expect(approve(third, refused.id)).rejects.toMatchObject(refusal('REQUEST_DECIDED'));
    const back = await ask(town.admin, 'mallory');
    expect(await town.admin.api.call('refuseRequest', { id: back.id })).toMatchObject({ state: 'withdrawn' });
    const ofSecond = await ask(second, 'mallory');
    const resetOf = (by: Someone) => by.api.call('askReset', { id: town.tanaka.id, body: { what: 'password', reason } });
    const alsoOfSecond = await resetOf(second);
    await town.admin.api.call('disableAccount', { id: second.id });
    await expect(approve(third, ofSecond.id)).rejects.toMatchObject(refusal('REQUEST_ASKER_GONE'));
    expect((await third.api.call('requests', {})).find(({ id }) => id === ofSecond.id)).toMatchObject({ state: 'void', may: [] });
    await expect(third.api.call('refuseRequest', { id: alsoOfSecond.id })).rejects.toMatchObject(refusal('REQUEST_ASKER_GONE'));
    // And stands in the way of nobody who asks anew.
    for (const anew of [await ask(third, 'mallory'), await resetOf(third)]) expect(await third.api.call('refuseRequest', { id: anew.id })).toMatchObject({ state: 'withdrawn' });
    const old = await ask(third, 'trent');
    town.time.advance(7 * 24 * 60);
    for (const who of [town.admin, third]) await who.signInAgain();
    await expect(approve(town.admin, old.id)).rejects.toMatchObject(refusal('REQUEST_DECIDED'));
    expect((await third.api.call('requests', {})).find(({ id }) => id === old.id)?.state).toBe('late');
    expect((await accounts()).map(({ login }) => login)).not.toContain('mallory');
  });

  it('who was disabled comes back only by two as well, shown or saved, and with the password as before [H 56] [H 153]', async () => {
    await expect(enable(town.admin, second.id)).rejects.toMatchObject(refusal('ADMINISTRATOR_BY_TWO'));
    await expect(enable(town.admin, second.id, null)).rejects.toMatchObject(refusal('ADMINISTRATOR_BY_TWO'));
    const again = (by: Someone, id: string) => by.api.call('askAdministratorAgain', { id, body: { reason } });
    for (const id of [third.id, town.sato.id]) await expect(again(town.admin, id)).rejects.toMatchObject(refusal('NOTHING_CHANGED'));
    const asked = await again(town.admin, second.id);
    await expect(again(third, second.id)).rejects.toMatchObject(refusal('REQUEST_WAITING'));
    await expect(approve(town.admin, asked.id)).rejects.toMatchObject(refusal('REQUEST_BY_SAME'));
    await expect(second.signInAgain()).rejects.toMatchObject(refusal('SIGN_IN_FAILED'));
    expect((await approve(third, asked.id)).initial).toBeNull();
    await second.signInAgain();
  });

  it('approved twice in one instant is made once; so is one login asked for on the way [H 56] [H 153]', async () => {
    const asked = await ask(town.admin, 'kanri4', '管理 四郎');
    const twice = await Promise.allSettled([approve(second, asked.id), approve(third, asked.id)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await accounts()).filter(({ login }) => login === 'kanri4')).toHaveLength(1);
    const late = await ask(town.admin, 'kanri5');
    await town.admin.api.call('addAccount', { body: { role: 'auditor', login: 'kanri5', name: '監査 五郎' } });
    await expect(approve(second, late.id)).rejects.toMatchObject(refusal('LOGIN_TAKEN'));
    await second.api.call('refuseRequest', { id: late.id });
  });

  it('and another do not count as two while one colleague was shown the initial passwords of both [H 56] [H 153]', async () => {
    const newcomers = [];
    for (const [login, name] of [['kanri6', '管理 六郎'], ['kanri7', '管理 七郎']] as const) {
      const done = await approve(second, (await ask(town.admin, login, name)).id);
      newcomers.push(await arrive(town, 'ward', { id: done.account.id, login, password: done.initial?.password ?? '' }));
    }
    const [sixth = town.admin, seventh = town.admin] = newcomers;
    const asked = await sixth.api.call('askReset', { id: town.tanaka.id, body: { what: 'password', reason } });
    expect((await seventh.api.call('requests', {})).find(({ id }) => id === asked.id)?.may).toEqual(['refuse']);
    await expect(approve(seventh, asked.id)).rejects.toMatchObject(refusal('REQUEST_SAME_HAND'));
    expect((await approve(town.admin, asked.id)).initial?.login).toBe('tanaka');
  });

  it('left alone is alone: who disables every colleague can neither add one nor bring one back [H 56] [H 153]', async () => {
    const pending = await ask(town.admin, 'mallory');
    const { store, clock, ledger } = town.running.gateway;
    const token = (second.line.headers()['cookie'] ?? '').split('=')[1];
    const { person } = await findSession({ store, clock }, token, 'ward');
    for (const one of (await accounts()).filter(({ role, id }) => role === 'administrator' && id !== town.admin.id)) await town.admin.api.call('disableAccount', { id: one.id });
    await expect(ask(town.admin, 'eve')).rejects.toMatchObject(refusal('ADMINISTRATOR_NEEDS_TWO'));
    await expect(town.admin.api.call('askAdministratorAgain', { id: second.id, body: { reason } })).rejects.toMatchObject(refusal('ADMINISTRATOR_NEEDS_TWO'));
    await expect(approve(town.admin, pending.id)).rejects.toMatchObject(refusal('REQUEST_BY_SAME'));
    await expect(approve(second, pending.id)).rejects.toMatchObject(refusal('SESSION_ENDED'));
    // A refusal that was on its way when the colleague was disabled refuses nothing.
    await expect(refuseRequest({ store, clock, ledger, hasher: quickHasher, random: randomBytes }, person, pending.id)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await onMachine(town, { login: 'kanri2', name: null });
    await second.signInAgain();
    expect((await approve(second, pending.id)).account.login).toBe('mallory');
  });
});
