// Answers about the gateway itself, sign-in and the session.
import { readMunicipalitySettings } from '../../accounts/municipality.ts';
import { keepPreferences } from '../../accounts/preferences.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import { someComeByPasskey } from '../../accounts/sign-in-policy.ts';
import { relyingParty } from '../../accounts/webauthn.ts';
import type { Answers } from '../adapter.ts';
import { writeToken } from '../cookies.ts';
import { gatewayCertificates } from '../views/gateway-keys.ts';
import { sessionView } from '../views/parties.ts';
import { cameFrom, goesOn, opened } from './coming-in.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'gateway' | 'gatewayCertificate' | 'gatewayCertificates' | 'signIn' | 'session' | 'signOut' | 'changePassword' | 'setPreferences' | 'checkpoint';

export function sessionAnswers(parts: AnswerParts): Pick<Answers, Names> {
  return {
    gateway: async ({ side, query }) => ({
      side, scanner: { kind: parts.scanner.kind, ...(await describe(parts)) }, ...(await wardShown(parts, side, query.page)),
      passkeyAlone: relyingParty(parts.operation.address(side)) !== null && await someComeByPasskey(parts.store.read, side), maxFileBytes: parts.maxFileBytes, now: parts.clock.now(), alarms: [...parts.alarms()],
    }),
    gatewayCertificate: ({ response }) => {
      response.type('application/pgp-keys').send(parts.certificate);
      return Promise.resolve(undefined);
    },
    gatewayCertificates: () => gatewayCertificates(parts.store.read),
    signIn: async (call) => {
      const { token, needs } = await parts.signIn.signIn({ ...cameFrom(call), login: call.body.login, password: call.body.password, page: call.body.page, replaces: call.token });
      if (needs.length === 0) return opened(parts, call, token);
      call.response.setHeader('set-cookie', writeToken(token, call.side));
      return { secondFactor: [...needs] };
    },
    session: ({ session, side }) => sessionView(parts.store.read, session, side),
    signOut: async ({ session, token, side, response }) => {
      await parts.signIn.signOut(session.person, token ?? '');
      // Never "storage": the browser may hold a copy of somebody's private key. Nor "cookies": ports do not part them, so the other listener's
      // session would go too; our own cookie is ended by name.
      response.setHeader('set-cookie', writeToken(null, side)).setHeader('clear-site-data', '"cache"');
      return {};
    },
    changePassword: async (call) => goesOn(parts, call, await parts.signIn.changePassword(call.session.person, { side: call.side, ...call.body, address: call.address })),
    setPreferences: async ({ session, side, body }) => {
      await keepPreferences(parts.store, session.person.id, body);
      return sessionView(parts.store.read, session, side);
    },
    checkpoint: async ({ response }) => {
      response.type('text/plain').send(await parts.ledger.checkpoint());
      return undefined;
    },
  };
}

async function describe({ scanner }: AnswerParts): Promise<{ version: string; patternsFrom: string | null }> {
  const found = await scanner.describe().catch(() => ({ version: '?', patternsFrom: null }));
  return { version: found.version, patternsFrom: found.patternsFrom };
}

interface ShownWard { readonly municipality: string | null; readonly contact: { name: string; telephone: string; hours: string } | null }

/** The ward of the sign-in page and whom to call there, where naming it tells nothing: the only ward, or the one whose page address the reader holds. */
async function wardShown(parts: AnswerParts, side: 'ward' | 'contractor', page: string | undefined): Promise<ShownWard> {
  const found = await wardOf(parts, side, page);
  return found === null ? { municipality: null, contact: null } : { municipality: found.name, contact: (await readMunicipalitySettings(parts.store.read, found.id)).contact };
}

async function wardOf({ store }: AnswerParts, side: 'ward' | 'contractor', page: string | undefined): Promise<{ id: string; name: string } | null> {
  if (side === 'contractor') {
    const row = await store.read.selectFrom('contractors').innerJoin('municipalities', 'municipalities.id', 'municipality_id').select(['municipalities.id', 'municipalities.name']).where('page', '=', page ?? '').executeTakeFirst();
    if (page !== undefined && row === undefined) throw new AccountRefused('NOT_FOUND');
    return row ?? null;
  }
  const wards = await store.read.selectFrom('municipalities').select(['id', 'name']).limit(2).execute();
  return wards.length === 1 ? wards[0] ?? null : null;
}
