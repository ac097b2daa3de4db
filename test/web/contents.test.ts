// What a new transfer is filled with from an earlier one, and how fast it is said to go.
import { describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import type { EngagementView } from '../../server/http/wire/engagements.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { contentsLike, missingOf } from '../../client/web/parties/new/contents-form.ts';
import { createSpeed } from '../../client/web/parties/new/speed.ts';
import { confirmedCertificate, draftFor, foundTown } from '../town.ts';

const now = Date.parse('2026-07-02T05:00:00.000Z');

async function earlierAndEngagements(): Promise<{ earlier: TransferView; engagements: EngagementView[]; close: () => Promise<void> }> {
  const town = await foundTown();
  await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: 'みどり印刷', passphrase: 'みどり の つくえ' }, new Date(now))).certificate);
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: 67_410 });
  const earlier = await town.sato.api.call('transfer', { id: draft.transfers[0]?.id ?? '' });
  return { earlier, engagements: await town.sato.api.call('engagements', {}), close: () => town.close() };
}

describe('the same contents once more', () => {
  it('brings engagement, recipient, form and a deadline by the policy, and leaves the quantity to be typed', async () => {
    const { earlier, engagements, close } = await earlierAndEngagements();
    const contents = contentsLike(earlier, engagements, 'to-contractor', now);
    expect(contents).toMatchObject({ engagementId: earlier.engagement.id, recipientIds: [earlier.recipient.id], formId: earlier.form.id, quantity: '', day: '2026-07-09', time: '17:00' });
    expect(missingOf(contents, now)).toEqual(['quantity']);
    await close();
  });

  it('leaves out a recipient that can no longer take anything, and everything once the engagement is over', async () => {
    const { earlier, engagements, close } = await earlierAndEngagements();
    const without = engagements.map((one) => ({ ...one, recipients: one.recipients.map((recipient) => ({ ...recipient, ready: false })) }));
    expect(contentsLike(earlier, without, 'to-contractor', now).recipientIds).toEqual([]);
    expect(missingOf(contentsLike(earlier, [], 'to-contractor', now), now)).toEqual(['engagement']);
    await close();
  });
});

describe('the speed that is shown', () => {
  it('is of the last eight seconds, so that a line that slows down is seen', () => {
    let ms = 0;
    const speed = createSpeed(() => ms);
    speed.begin();
    let sent = 0;
    const go = (seconds: number, bytesPerSecond: number): number => {
      let shown = 0;
      for (let step = 0; step < seconds * 10; step += 1) {
        ms += 100;
        sent += bytesPerSecond / 10;
        shown = speed.after(sent);
      }
      return shown;
    };
    expect(go(0.4, 1000)).toBe(0);
    expect(go(20, 1000)).toBeCloseTo(1000);
    expect(go(9, 10)).toBeCloseTo(10);
  });
});
