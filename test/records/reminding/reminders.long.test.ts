import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { isReminderDay, messageOf } from '../../../server/records/reminding/rules.ts';
import { owe } from '../../../server/records/duties/duties.ts';
import { secondAdministrator, terminalOf } from '../../http/terminal-lines.ts';
import { confirmedCertificate, foundTown, start, type Someone, type Town } from '../../town.ts';
import { Post, textOf } from './post.ts';
import { dutiesFor, everyone, received, turnTo } from '../duties/steps.ts';

describe('reminders by mail', () => {
  let town: Town;
  let post: Post;
  beforeEach(async () => {
    post = new Post();
    const port = await post.listen();
    town = await foundTown({ environment: { KAGIBAKO_SMTP_URL: `smtp://127.0.0.1:${port}`, KAGIBAKO_MAIL_FROM: 'kagibako@asagiri.example' } });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterEach(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
    await post.close();
  });

  const addresses = { sato: 'sato@asagiri.example', takahashi: 'takahashi@asagiri.example', tanaka: 'tanaka@midori.example' };
  const giveAddresses = async () => {
    await town.admin.signInAgain();
    for (const [name, email] of Object.entries(addresses)) {
      const login = name;
      const account = (await town.admin.api.call('accounts', {})).find((one) => one.login.split('@')[0] === login);
      await town.admin.api.call('changeAccount', { id: account?.id ?? '', body: { changes: { email }, seen: account?.seen ?? '', reason: 'お知らせのため' } });
    }
  };
  const tick = () => town.running.gateway.tick();
  const noticeOfIncident = () => town.running.gateway.store.change((tx) => owe(tx, {
    municipalityId: municipality, kind: 'incident-notice', engagementId: town.engagement.id, contractorId: town.firm.id, transferId: null, owedBy: 'ward',
    what: { ja: '事故の知らせを受け取る', en: 'Receive the notice' }, recordKind: null, dueOn: new Date(town.time.wall() + 9 * 3_600_000).toISOString().slice(0, 10),
  }, { now: town.running.gateway.clock.now() }));
  let municipality = '';
  beforeEach(async () => {
    municipality = (await town.running.gateway.store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow()).id;
  });

  it('go to one person each, with no address, name, file or password of anybody in envelope, header or text [O 3-8] [O 3-7] [O 1-20] [H 100] [ASVS 14.2.6]', async () => {
    await giveAddresses();
    const transfer = await received(town);
    turnTo(town, '2026-07-13');
    await tick();
    expect(post.arrived.map(({ to }) => to)).toEqual([[addresses.tanaka]]);
    turnTo(town, '2026-07-14');
    await noticeOfIncident();
    await tick();
    expect(post.arrived.map(({ to }) => to).sort()).toEqual([[addresses.sato], [addresses.takahashi], [addresses.tanaka], [addresses.tanaka]].sort());
    for (const mail of post.arrived) {
      const whole = `${mail.raw}\n${textOf(mail)}`;
      for (const other of Object.values(addresses).filter((address) => !mail.to.includes(address))) expect(whole).not.toContain(other);
      for (const word of ['佐藤', '髙橋', '田中', 'みどり印刷', transfer.number, 'noufu', town.engagement.title, '介護保険', ...[town.sato, town.tanaka].map(({ password }) => password)]) expect(whole).not.toContain(word);
      expect(mail.raw).not.toMatch(/^(?:b?cc):/im);
    }
    expect(post.arrived.map(textOf).join('\n')).toMatch(/期限のある仕事が1件あります（うち期限を過ぎたもの1件）/);
    expect(textOf(post.arrived[0] ?? { to: [], raw: '' })).toContain(`${town.running.origins.contractor}/duties`);
  });

  it('tell who answers for an unattended terminal, and the administrators, that its registration ends, and nobody once it is revoked', async () => {
    await giveAddresses();
    const second = await secondAdministrator(town);
    const keepers = ['admin@asagiri.example', 'second@asagiri.example'];
    for (const [at, [id, by]] of ([[town.admin.id, second], [second.id, town.admin]] as const).entries()) {
      const account = (await by.api.call('accounts', {})).find((one) => one.id === id);
      await by.api.call('changeAccount', { id, body: { changes: { email: keepers[at] ?? '' }, seen: account?.seen ?? '', reason: 'お知らせのため' } });
    }
    const terminal = await terminalOf(town, 'send', second, { lastDay: '2026-08-31' });
    const collecting = await terminalOf(town, 'collect', second, { lastDay: '2026-08-31' });
    await everyone(town);
    expect((await dutiesFor(town.sato)).filter(({ kind }) => kind === 'terminal-ends')).toEqual([]);
    turnTo(town, '2026-08-24');
    await tick();
    // The fifth business day before; nothing else is due.
    expect(post.arrived.map(({ to }) => to).sort()).toEqual([...keepers.map((to) => [to]), [addresses.sato], [addresses.tanaka]].sort());
    const toKeeper = textOf(post.arrived.find(({ to }) => to[0] === keepers[0]) ?? { to: [], raw: '' });
    expect(toKeeper).toContain(`${town.running.origins.ward}/admin/unattended-terminals`);
    expect(toKeeper).toContain('期限のある仕事が2件あります');
    await everyone(town);
    const seenBy = async (who: Someone) => (await dutiesFor(who)).filter(({ kind }) => kind === 'terminal-ends').map(({ id, dueOn, mine }) => [id, dueOn, mine]);
    expect(await seenBy(town.sato)).toContainEqual([`terminal-${terminal.view.id}`, '2026-08-31', true]);
    expect(await seenBy(town.takahashi)).toContainEqual([`terminal-${terminal.view.id}`, '2026-08-31', false]);
    expect(await seenBy(town.tanaka)).toEqual([[`terminal-${collecting.view.id}`, '2026-08-31', true]]);
    await second.signInAgain();
    await second.api.call('revokeUnattended', { id: terminal.view.id, body: { reason: '端末を入れ替えたため' } });
    expect((await seenBy(town.sato)).map(([id]) => id)).not.toContain(`terminal-${terminal.view.id}`);
    turnTo(town, '2026-08-28');
    await tick();
    expect(post.arrived.slice(4).map(({ to }) => to).sort()).toEqual([...keepers.map((to) => [to]), [addresses.tanaka]].sort());
  });

  it('come once for each task, person and day, also over restarts, and wait while the mail server is away [O 1-20] [O 1-19] [H 100]', async () => {
    await giveAddresses();
    await received(town);
    turnTo(town, '2026-07-13', '08:00');
    await tick();
    expect(post.arrived).toEqual([]);
    post.away = true;
    turnTo(town, '2026-07-13', '08:31');
    await tick();
    await town.restart();
    await tick();
    expect(post.arrived).toEqual([]);
    post.away = false;
    town.time.advance(61);
    for (let i = 0; i < 3; i += 1) await tick();
    await town.restart();
    town.time.advance(61);
    await tick();
    expect(post.arrived.map(({ to }) => to)).toEqual([[addresses.tanaka]]);
    await noticeOfIncident();
    for (let i = 0; i < 3; i += 1) await tick();
    expect(post.arrived.map(({ to }) => to[0]).sort()).toEqual(Object.values(addresses).sort());
    turnTo(town, '2026-07-14', '09:00');
    await tick();
    await tick();
    expect(post.arrived).toHaveLength(6);
  });

  it('go to nobody without an address, and an address is changed with a reason and a history that is a commitment only [O 3-8] [ASVS 1.3.11]', async () => {
    await received(town);
    turnTo(town, '2026-07-14');
    await tick();
    expect(post.arrived).toEqual([]);
    await giveAddresses();
    const entries = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'change-account').execute();
    expect(entries.length).toBe(3);
    expect(entries.map(({ bytes }) => bytes).join('\n')).not.toContain('example');
    const { id } = town.tanaka;
    expect((await town.admin.api.call('accounts', {})).find((one) => one.id === id)).toMatchObject({ email: addresses.tanaka });
    const seen = (await town.admin.api.call('accounts', {})).find((one) => one.id === id)?.seen ?? '';
    await expect(town.admin.api.call('changeAccount', { id, body: { changes: { email: 'a@b.example\r\nBcc: c@d.example' }, seen, reason: 'x' } })).rejects.toMatchObject({ problem: { code: 'INVALID_REQUEST' } });
  });
});

describe('the days of a reminder', () => {
  it('are five and one business days before, the day, and each business day after', () => {
    const days = ['2026-07-03', '2026-07-04', '2026-07-06', '2026-07-07', '2026-07-09', '2026-07-10', '2026-07-11', '2026-07-13', '2026-07-14', '2026-07-18', '2026-07-20', '2026-07-21'];
    expect(days.filter((day) => isReminderDay('2026-07-13', day))).toEqual(['2026-07-06', '2026-07-10', '2026-07-13', '2026-07-14', '2026-07-21']);
    expect(['2026-12-28', '2026-12-31', '2027-01-03', '2027-01-04'].filter((day) => isReminderDay('2026-12-31', day))).toEqual(['2026-12-28', '2027-01-04']);
  });

  it('say a number and an address', () => {
    expect(messageOf({ tasks: 2, overdue: 0, address: 'https://kagibako.example/duties' }).text).toMatch(/期限のある仕事が2件あります。\n.*\nhttps:\/\/kagibako\.example\/duties\n/);
  });
});
