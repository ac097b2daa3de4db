// Carries transfers on: mostly the step that comes next, by whoever may take it; at times another step, another person, or somebody else's transfer.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import type { History } from '../history.ts';
import { names, type Name } from '../world.ts';
import { collect, collectAgain, confirm, look, medium } from './receiving.ts';
import { call, decide, discard, handover, notice, recall, removeFile, renew, submit, upload, type On, type Step } from './sending.ts';

type Transfer = History['pools']['transfers'][number];

/** The people of a transfer by what they are to it. */
function partiesOf({ world, dice }: History, { maker, recipient, outward }: Transfer): { maker: Name; second: Name; recipient: Name } {
  const clerk = (): Name => dice.pick(['sato', 'takahashi'] as const) ?? 'sato';
  if (!outward) return { maker, second: maker, recipient: recipient === world.sections[1] ? 'hirota' : clerk() };
  return { maker, second: maker === 'hirota' ? 'hirota' : maker === 'takahashi' ? 'sato' : 'takahashi', recipient: world.firms.find(({ id }) => id === recipient)?.handler ?? 'tanaka' };
}

/** What comes next of one transfer, by the person whose turn it is; on a good day several steps. */
export const onward: Step = async (history) => {
  const { dice, pools } = history;
  const transfer = dice.recent(pools.transfers);
  if (transfer === undefined) return;
  do await further(history, transfer); while (dice.chance(0.5));
};

async function further(history: History, transfer: Transfer): Promise<void> {
  const { dice } = history;
  const parties = partiesOf(history, transfer);
  const view = await (await history.as(parties.maker)).api.call('transfer', { id: transfer.id });
  const [name, act] = nextOf(history, view, parties);
  if (act === 'notice' || act === 'handover' || act === 'medium') {
    // On another occasion, and not at the minute of the other.
    history.time.advance(dice.chance(0.8) ? 61 : 2);
    await history.running.gateway.tick();
    if (dice.chance(0.9)) await history.people[name].signInAgain();
  }
  await take(history, act, name, { transfer, view });
}

type Act = keyof typeof acts;

function nextOf({ dice }: History, view: TransferView, { maker, second, recipient }: { maker: Name; second: Name; recipient: Name }): [Name, Act] {
  const open = ['released', 'collecting', 'collected'].includes(view.state);
  if (view.state === 'draft') return [maker, view.files.length === 0 || dice.chance(0.3) ? 'upload' : dice.chance(0.2) ? 'removeFile' : 'submit'];
  if (view.state === 'returned') return [maker, dice.chance(0.5) ? 'submit' : 'discard'];
  if (view.state === 'awaiting-approval') return [second, dice.chance(0.1) ? 'medium' : 'decide'];
  if (open && view.notice === null) return [maker, 'notice'];
  if (open && view.notice?.handedOver === null && dice.chance(0.6)) return [maker, dice.chance(0.25) ? 'renew' : 'handover'];
  if (view.route === 'media') return [dice.chance(0.8) ? maker : recipient, 'medium'];
  if (view.state === 'released' && dice.chance(0.12)) return [maker, 'medium'];
  if (view.state === 'released' || view.state === 'collecting') return [recipient, dice.chance(0.15) ? 'look' : 'collect'];
  if (view.state === 'collected') return [recipient, dice.pick(['confirm', 'confirm', 'confirm', 'collect', 'collectAgain'] as const) ?? 'confirm'];
  return [maker, dice.chance(0.5) ? 'call' : 'medium'];
}

interface About { readonly transfer: Transfer; readonly view: TransferView | null }

const acts = {
  upload: (history: History, on: On, { transfer }: About) => upload(history, on.who, depositOf(history, transfer)),
  removeFile: (history: History, on: On, { transfer }: About) => removeFile(history, on.who, depositOf(history, transfer)),
  submit: (history: History, on: On, { transfer }: About) => submit(history, on.who, depositOf(history, transfer)),
  discard: (history: History, on: On, { transfer }: About) => discard(history, on.who, depositOf(history, transfer)),
  decide, recall, look, collect, collectAgain, confirm, medium, call,
  notice: (history: History, on: On, _about: About, name: Name) => notice(history, name, on),
  renew: (history: History, on: On, about: About) => renew(history, { ...on, id: noticeOf(history, about) }),
  handover: (history: History, on: On, about: About) => handover(history, { ...on, id: noticeOf(history, about) }),
} as const;

const depositOf = ({ pools }: History, { id }: Transfer): string => pools.deposits.find(({ transfers }) => transfers.includes(id))?.id ?? '0'.repeat(32);
const noticeOf = ({ pools, dice }: History, { view }: About): string => view?.notice?.id ?? dice.recent(pools.notices)?.id ?? '0'.repeat(32);

async function take(history: History, act: Act, name: Name, about: About): Promise<void> {
  const who = await history.as(name);
  await acts[act](history, { who, id: about.transfer.id }, about, name);
}

/** Anybody tries anything with any transfer: the wrong person, the wrong state, the wrong party. */
export const stray: Step = async (history) => {
  const { dice, pools } = history;
  const transfer = dice.pick(pools.transfers);
  const act = dice.pick(Object.keys(acts).filter((one): one is Act => Object.hasOwn(acts, one)));
  if (transfer !== undefined && act !== undefined) await take(history, act, dice.pick(names) ?? 'sato', { transfer, view: null });
};

/** The sender takes it back, or throws it away. */
export const end: Step = async (history) => {
  const { dice, pools } = history;
  const transfer = dice.recent(pools.transfers);
  if (transfer !== undefined) await take(history, dice.chance(0.7) ? 'recall' : 'discard', transfer.maker, { transfer, view: null });
};
