// Answers about the second factor: the second step of a sign-in, the own factors, and what is asked of each role.
import { beginCodes, confirmCodes, factorsOf, removeCodes, renewCodes, type Renewed } from '../../accounts/enrolment.ts';
import { addPasskey, askPasskey, beginPasskey, passkeySignIn, removePasskey } from '../../accounts/passkeys.ts';
import type { Person, Side } from '../../accounts/person.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import { changeSignInRules, readSignInRules, seenRules } from '../../accounts/sign-in-policy.ts';
import { relyingParty, type RelyingParty } from '../../accounts/webauthn.ts';
import type { Answers, Call } from '../adapter.ts';
import { changeAnswer } from '../views/administration.ts';
import type { FactorsView } from '../wire/factors.ts';
import { cameFrom, goesOn, opened } from './coming-in.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'secondStep' | 'factors' | 'beginCodes' | 'confirmCodes' | 'removeCodes' | 'renewRecoveryCodes' | 'askPasskey' | 'passkeySignIn' | 'beginPasskey' | 'addPasskey' | 'removePasskey' | 'signInRules' | 'changeSignInRules';
type Asked = Pick<Call<'confirmCodes'>, 'session' | 'side' | 'response'>;

async function ownFactors({ store, operation }: AnswerParts, person: Person, side: Side): Promise<FactorsView> {
  const rules = await readSignInRules(store.read, person.municipalityId);
  return { ...await factorsOf(store.read, person.id), passkeysPossible: relyingParty(operation.address(side)) !== null, rule: rules.find(({ role }) => role === person.role)?.secondFactor ?? 'optional' };
}

/** What every change of a factor answers: the session under its new token, how the person is let in now, and codes that are shown once. */
async function changed(parts: AnswerParts, call: Asked, { token, recoveryCodes }: Renewed) {
  return { session: await goesOn(parts, call, token), factors: await ownFactors(parts, call.session.person, call.side), recoveryCodes: [...recoveryCodes] };
}

/** Throws `AccountRefused` (PASSKEYS_UNAVAILABLE). */
function partyOf({ operation }: AnswerParts, side: Side): RelyingParty {
  const rp = relyingParty(operation.address(side));
  if (rp === null) throw new AccountRefused('PASSKEYS_UNAVAILABLE');
  return rp;
}

export function factorAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, signIn, enrolment } = parts;
  return {
    secondStep: async (call) => opened(parts, call, await signIn.secondStep({ ...cameFrom(call), token: call.token, code: call.body.code })),
    factors: ({ session, side }) => ownFactors(parts, session.person, side),
    beginCodes: ({ session, body }) => beginCodes(enrolment, session.person, body),
    confirmCodes: async (call) => changed(parts, call, await confirmCodes(enrolment, call.session.person, { code: call.body.code, side: call.side })),
    removeCodes: async (call) => changed(parts, call, await removeCodes(enrolment, call.session.person, { password: call.body.password, side: call.side })),
    renewRecoveryCodes: async (call) => changed(parts, call, await renewCodes(enrolment, call.session.person, { password: call.body.password, side: call.side })),
    ...passkeyAnswers(parts),
    signInRules: async ({ session }) => {
      const rules = await readSignInRules(store.read, session.person.municipalityId);
      return { rules, seen: seenRules(rules) };
    },
    changeSignInRules: async ({ session, body }) => changeAnswer(await changeSignInRules(parts, session.person, body), { kind: 'settings' }),
  };
}

function passkeyAnswers(parts: AnswerParts): Pick<Answers, 'askPasskey' | 'passkeySignIn' | 'beginPasskey' | 'addPasskey' | 'removePasskey'> {
  const { enrolment, secondSteps } = parts;
  return {
    askPasskey: ({ side, token }) => askPasskey(secondSteps, { side, token, rp: partyOf(parts, side) }),
    passkeySignIn: async (call) => opened(parts, call, await passkeySignIn(secondSteps, { ...cameFrom(call), token: call.token, asserted: call.body, rp: partyOf(parts, call.side) })),
    beginPasskey: ({ session, side, body }) => beginPasskey(enrolment, session.person, { password: body.password, side, rp: partyOf(parts, side) }),
    addPasskey: async (call) => changed(parts, call, await addPasskey(enrolment, call.session.person, { ...call.body, side: call.side, rp: partyOf(parts, call.side) })),
    removePasskey: async (call) => changed(parts, call, await removePasskey(enrolment, call.session.person, { id: call.params['id'] ?? '', password: call.body.password, side: call.side })),
  };
}
