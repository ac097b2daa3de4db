// What each act does to the state of a transfer, written down independently of the rules: from which states, to which.

const before = ['awaiting-approval', 'returned'];
const out = ['released', 'collecting', 'collected'];
const ended = ['recalled', 'expired', 'discarded'];
const all = ['draft', ...before, ...out, 'confirmed', ...ended, 'wiping', 'wipe-failed', 'wiped'];

const to = (state: string, from: readonly string[]): string[] => from.map((one) => `${one} ${state}`);
const same = (from: readonly string[]): string[] => from.map((one) => `${one} ${one}`);

/** `from to` pairs that an act may make; an act that stays in its state is one of `same`. */
const transitions: Readonly<Record<string, readonly string[]>> = {
  'draft': ['nothing draft'], 'add-file': same(['draft']), 'remove-file': same(['draft']),
  'deposit': [...to('awaiting-approval', ['draft', 'returned']), ...to('released', ['draft', 'returned'])], 'approve': [...to('released', ['awaiting-approval']), ...same(['awaiting-approval'])], 'allow-unscanned': to('released', ['awaiting-approval']), 'return': to('returned', ['awaiting-approval']),
  'notice': same(out), 'renew-notice': same(out), 'call': same(out), 'handover': same(out),
  'start-collecting': to('collecting', ['released']), 'interrupt-collecting': same(['collecting', 'collected', 'confirmed', ...ended, 'wiping', 'wiped']), 'collect': to('collected', ['collecting']),
  'collect-again': same(['collecting', 'collected']), 'collected-again': same(['collected']), 'confirm': to('confirmed', ['collected']),
  'use-media': [...same(['awaiting-approval', 'released']), 'collecting released'], 'write-medium': same(['released']), 'take-medium': same(['released']), 'hand-over-medium': to('collected', ['released']),
  'return-medium': same(all), 'return-notice': same(all), 'lose-medium': [...to('recalled', [...out, 'confirmed']), ...same(all)],
  'recall': to('recalled', [...before, ...out]), 'expire': to('expired', [...before, ...out]), 'discard': to('discarded', ['draft', 'returned']), 'sweep-draft': to('discarded', ['draft']),
  'begin-wipe': to('wiping', ['confirmed', ...ended, 'wiping', 'wipe-failed']), 'fail-wipe': to('wipe-failed', ['wiping']), 'wipe': to('wiped', ['wiping']),
};

/** The acts that change a transfer. */
export const steps: readonly string[] = Object.keys(transitions);

/** True if the act leads from one state to the other; `nothing` is before the draft. */
export const leads = (act: string, from: string, state: string): boolean => transitions[act]?.includes(`${from} ${state}`) ?? false;

/** The states that acts, one after another from before the draft, may have led to; none where they do not follow each other. */
export const statesAfter = (acts: readonly string[]): string[] => acts.reduce<string[]>((states, act) => all.filter((next) => states.some((from) => leads(act, from, next))), ['nothing']);
