import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestEntries } from '../hostile/line.ts';
import { arrive, foundTown, secondAdministrator, type Someone, type Town } from '../town.ts';
import { enrol } from './authenticator.ts';

const refusal = (code: string) => ({ problem: { code } });
const reason = '本人からの電話で確かめた';

describe('resets', () => {
  let town: Town;
  let second: Someone;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const approve = (by: Someone, id: string) => by.api.call('approveRequest', { id, body: { password: by.password } });
  const ask = (by: Someone, who: { readonly id: string }, what: 'password' | 'second-factor' = 'password') => by.api.call('askReset', { id: who.id, body: { what, reason } });

  it('are refused where nobody else could approve, and say what is left', async () => {
    await expect(ask(town.admin, town.sato)).rejects.toMatchObject({ problem: { code: 'RESET_NEEDS_TWO', status: 409, detail: { ja: expect.stringContaining('kagibako admin reset') as unknown } } });
    second = await secondAdministrator(town);
    // Of two administrators the one who lost the password cannot approve for himself.
    await expect(ask(town.admin, second)).rejects.toMatchObject(refusal('RESET_NEEDS_TWO'));
    await expect(ask(town.admin, town.admin)).rejects.toMatchObject(refusal('RESET_OWN'));
  });

  it('change nothing until another administrator approves; then who approved is shown the password, and both stand in the ledger [H 54] [ASVS 6.4.3] [ASVS 6.4.6]', async () => {
    const asked = await ask(town.admin, town.sato);
    expect(asked).toMatchObject({ state: 'waiting', may: ['refuse'], about: { name: '佐藤 恵', login: 'sato' }, askedBy: { name: '管理 太郎' }, reason });
    await town.sato.signInAgain();
    await expect(approve(town.admin, asked.id)).rejects.toMatchObject(refusal('REQUEST_BY_SAME'));
    await expect(ask(second, town.sato)).rejects.toMatchObject(refusal('REQUEST_WAITING'));
    expect((await second.api.call('requests', {}))[0]).toMatchObject({ id: asked.id, may: ['approve', 'refuse'] });
    const done = await approve(second, asked.id);
    expect(done).toMatchObject({ initial: { login: 'sato' }, request: { state: 'approved', askedBy: { name: '管理 太郎' }, decidedBy: { name: '管理 次郎' } } });
    await expect(town.sato.api.call('session', {})).rejects.toMatchObject(refusal('SESSION_ENDED'));
    await expect(town.sato.signInAgain()).rejects.toMatchObject(refusal('SIGN_IN_FAILED'));
    expect((await arrive(town, 'ward', { id: town.sato.id, login: 'sato', password: done.initial?.password ?? '' })).login).toBe('sato');
    await expect(approve(second, asked.id)).rejects.toMatchObject(refusal('REQUEST_DECIDED'));
    const told = await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'bytes']).where('act', 'in', ['ask-reset', 'reset-password']).where('result', '=', 'done').orderBy('idx').execute();
    const entries = told.map(({ bytes }) => JSON.parse(bytes) as { index: number; act: string; actor: { name: string }; facts: Record<string, unknown> });
    expect(entries).toMatchObject([{ act: 'ask-reset', actor: { name: '管理 太郎' }, facts: { account: town.sato.id } }, { act: 'reset-password', actor: { name: '管理 次郎' }, facts: { account: town.sato.id, asked: entries[0]?.index } }]);
    expect((await newestEntries(town, 1))[0]).toContain('REQUEST_DECIDED');
  });

  it('of the password leave the second factor in force; those of the second factor take all of it and leave the password [ASVS 6.4.3] [ASVS 6.4.4] [ASVS 6.5.6]', async () => {
    const app = await enrol(town, town.takahashi);
    const { initial } = await approve(second, (await ask(town.admin, town.takahashi)).id);
    expect(await town.takahashi.api.call('signIn', { body: { login: 'takahashi', password: initial?.password ?? '' } })).toEqual({ secondFactor: ['code'] });
    await town.takahashi.api.call('secondStep', { body: { code: app.code() } });
    await town.takahashi.api.call('changePassword', { body: { current: initial?.password ?? '', next: town.takahashi.password } });
    const done = await approve(town.admin, (await ask(second, town.takahashi, 'second-factor')).id);
    expect(done.initial).toBeNull();
    await town.takahashi.signInAgain();
    expect(await town.takahashi.api.call('factors', {})).toMatchObject({ codesSince: null, recoveryCodesLeft: 0 });
  });

  it('that are refused, taken back or three days old change nothing', async () => {
    const refused = await ask(town.admin, town.tanaka);
    expect(await second.api.call('refuseRequest', { id: refused.id })).toMatchObject({ state: 'refused', decidedBy: { name: '管理 次郎' } });
    await expect(approve(second, refused.id)).rejects.toMatchObject(refusal('REQUEST_DECIDED'));
    const back = await ask(town.admin, town.tanaka);
    expect(await town.admin.api.call('refuseRequest', { id: back.id })).toMatchObject({ state: 'withdrawn', decidedBy: { name: '管理 太郎' } });
    const old = await ask(town.admin, town.tanaka);
    town.time.advance(3 * 24 * 60);
    await second.signInAgain();
    await town.admin.signInAgain();
    await expect(approve(second, old.id)).rejects.toMatchObject(refusal('REQUEST_DECIDED'));
    expect((await second.api.call('requests', {})).find(({ id }) => id === old.id)?.state).toBe('late');
    await town.tanaka.signInAgain();
  });

  it('of an administrator are approved by a third; nobody else sees or decides any', async () => {
    const third = await secondAdministrator(town, { login: 'kanri3', name: '管理 三郎' });
    const asked = await ask(town.admin, second);
    await expect(approve(second, asked.id)).rejects.toMatchObject(refusal('RESET_OWN'));
    expect((await approve(third, asked.id)).initial?.login).toBe('kanri2');
    await town.auditor.signInAgain();
    await expect(town.auditor.api.call('requests', {})).rejects.toMatchObject(refusal('NOT_ALLOWED'));
  });

  it('of two administrators who approve at once, one does', async () => {
    const fourth = await secondAdministrator(town, { login: 'kanri4', name: '管理 四郎' });
    const third = (await town.admin.api.call('accounts', {})).find(({ login }) => login === 'kanri3');
    const asked = await ask(town.admin, { id: third?.id ?? '' });
    const twice = await Promise.allSettled([approve(fourth, asked.id), approve(fourth, asked.id)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what a municipality asks of a role', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const set = async (secondFactor: 'optional' | 'wanted' | 'required') => {
    const { rules, seen } = await town.admin.api.call('signInRules', {});
    return town.admin.api.call('changeSignInRules', { body: { seen, reason: '規程の改正', changes: rules.map((rule) => (rule.role === 'staff' ? { ...rule, secondFactor } : rule)) } });
  };

  it('is nothing on a fresh installation, and is changed with a reason, which the history tells', async () => {
    expect((await town.admin.api.call('signInRules', {})).rules.map(({ secondFactor, passkeyAlone }) => [secondFactor, passkeyAlone])).toEqual(Array.from({ length: 4 }, () => ['optional', false]));
    expect(await set('wanted')).toMatchObject({ changes: [{ field: 'second-factor-staff', before: 'optional', after: 'wanted' }] });
    const id = (await town.admin.api.call('session', {})).municipality.id;
    expect((await town.admin.api.call('history', { query: { kind: 'settings', id } })).entries[0]).toMatchObject({ act: 'change-sign-in-policy', reason: '規程の改正' });
    await expect(set('wanted')).rejects.toMatchObject(refusal('NOTHING_CHANGED'));
  });

  it('wanted only says so; required lets nothing open before a second factor is enrolled, and then everything', async () => {
    expect((await town.sato.api.call('session', {})).missingFactor).toBe('wanted');
    await town.sato.api.call('transfers', {});
    await set('required');
    expect((await town.sato.api.call('session', {})).missingFactor).toBe('required');
    await expect(town.sato.api.call('transfers', {})).rejects.toMatchObject({ problem: { code: 'SECOND_FACTOR_REQUIRED', status: 403 } });
    expect((await fetch(`${town.running.origins.ward}/api/uploads`, { method: 'POST', headers: { ...town.sato.line.headers(), 'tus-resumable': '1.0.0', 'upload-length': '1' } })).status).toBe(403);
    expect((await town.tanaka.api.call('session', {})).missingFactor).toBeNull();
    await enrol(town, town.sato);
    expect((await town.sato.api.call('session', {})).missingFactor).toBeNull();
    await town.sato.api.call('transfers', {});
  });

  it('taking the last one away leads back to enrolling', async () => {
    expect((await town.sato.api.call('removeCodes', { body: { password: town.sato.password } })).session.missingFactor).toBe('required');
    await expect(town.sato.api.call('transfers', {})).rejects.toMatchObject(refusal('SECOND_FACTOR_REQUIRED'));
  });
});
