// The threat model, actor by actor: people of the parties. Those who come by machine or line, and what happens by itself, are in threats-outside.ts.
import type { Threat } from './threat.ts';
import { fromOutside } from './threats-outside.ts';

const withinParties: readonly Threat[] = [
  {
    actor: 'A contractor who is curious about another',
    can: 'has a valid account; guesses ids, compares answers and times, asks for much at once',
    stands: [
      { what: 'Whatever is another\'s is answered as what does not exist, byte for byte.', code: ['server/transfers/visibility.ts'], tests: [['test/hostile/one-another.test.ts', 'as about what does not exist, byte for byte'], ['test/transfers/slots.long.test.ts', 'answers one clinic about every id of another']] },
      { what: 'Ids are 128 random bits and stand in no order.', code: ['server/store/identifier.ts'], tests: [['test/hostile/requests.test.ts', 'ids are 128 random bits']] },
      { what: 'Each recipient has session key, body, lock and password of its own.', code: ['server/transfers/lanes.ts'], tests: [['test/hostile/one-another.test.ts', 'seals one upload for each recipient alone']] },
      { what: 'Each refusal is entered in the name of who asked; repeated ones stand out in the auditor\'s week.', code: ['server/http/entered-refusals.ts', 'server/watching/rules.ts'], tests: [['test/watching/rules.test.ts', 'silent below the threshold, loud at it'], ['test/hostile/flood.test.ts', 'of one signed-in person enters unknown paths']] },
      { what: 'One person holds only a part of the places for uploads and downloads.', code: ['server/http/admission.ts'], tests: [['test/http/admission.test.ts', 'one person does not hold all']] },
    ],
    remains: 'Misuse of what it rightly holds: annex, inspections, print logs and erasure reports are kept as records; they do not prevent it. Equal answers are tested; that they take equal time is not measured.',
    notBuilt: 'a measurement of the times of answers',
  },
  {
    actor: 'A subcontractor beyond what was approved',
    can: 'has an account; tries other forms, or passes the work on',
    stands: [
      { what: 'It is a party from the approval on, for the forms of its scope and no other.', code: ['server/engagements/subcontracting.ts', 'server/records/kinds/subcontract.ts'], tests: [['test/records/subcontract.test.ts', 'is a party only from the approval on'], ['test/records/subcontract.test.ts', 'is given the forms of its scope and no other']] },
      { what: 'It cannot subcontract further.', code: ['server/engagements/subcontracting.ts'], tests: [['test/records/subcontract.test.ts', 'cannot subcontract any further']] },
      { what: 'With the contract its access ends at once, and what waits is recalled.', code: ['server/records/ending/ending.ts'], tests: [['test/records/subcontract.test.ts', 'ends with the contract'], ['test/engagements/ending.long.test.ts', 'access ends at once, what waits is recalled']] },
    ],
    remains: 'Copies that it made of what it had opened: erasure is owed, reported copy by copy and inspected, and not seen.',
    notBuilt: null,
  },
  {
    actor: 'Who has a stolen laptop, or sits at a shared one',
    can: 'finds the browser\'s profile, the downloads, a saved password',
    stands: [
      { what: 'Pages and answers are not to be stored by the browser; a session ends after thirty idle minutes and after ten hours.', code: ['server/http/listener.ts', 'server/accounts/sessions.ts', 'server/http/cookies.ts'], tests: [['test/http/listener.test.ts', 'answers with the headers that keep a browser safe'], ['test/accounts/sessions.test.ts', 'end after thirty idle minutes'], ['test/accounts/sessions.test.ts', 'end after ten hours']] },
      { what: 'Disabling the account or taking the person off the roster ends everything at the next request.', code: ['server/accounts/sessions.ts', 'server/engagements/roster.ts'], tests: [['test/accounts/sessions.test.ts', 'end at once when the account is disabled'], ['test/hostile/sessions.test.ts', 'takes a person off the roster at once']] },
      { what: 'Where the engagement demands registered terminals, nobody signs in or collects from elsewhere.', code: ['server/engagements/terminals.ts'], tests: [['test/engagements/terminals.test.ts', 'where the engagement demands them, nobody signs in or collects from elsewhere']] },
      { what: 'An unattended terminal\'s key is bound to its scope, and revoked at once.', code: ['server/http/scopes.ts', 'server/engagements/unattended/still-acts.ts'], tests: [['test/hostile/unattended.test.ts', 'has every other route of the table refused'], ['test/hostile/unattended.test.ts', 'is undone at once']] },
      { what: 'Where a second factor is enrolled, a saved password opens nothing but the next step; the municipality says which roles must have one.', code: ['server/accounts/second-step.ts', 'server/accounts/sign-in-policy.ts'], tests: [['test/accounts/second-factor.test.ts', 'nothing opens but the second step'], ['test/accounts/resets.test.ts', 'required lets nothing open before a second factor is enrolled']] },
      { what: 'A collected file still needs the contractor\'s private key and the password that came another way.', code: ['server/sealing/lock.ts', 'server/sealing/FORMAT.md'], tests: [['test/sealing/recipe.test.ts', 'the private key alone opens nothing'], ['test/sealing/recipe.test.ts', 'the password alone opens nothing']] },
    ],
    remains: 'Files that were opened and saved there; a sign-in password that was saved lets in until it is changed, where the municipality does not require a second factor. With the policy `locks: password` the password alone opens.',
    notBuilt: null,
  },
  {
    actor: 'An insider at the ward',
    can: 'sends to the wrong firm or too much, approves what they sent, looks at others\' work',
    stands: [
      { what: 'Where the policy asks for a second person, nobody approves what they created, and only what was seen is approved.', code: ['server/transfers/lifecycle.ts', 'server/transfers/decide.ts', 'server/transfers/digest.ts'], tests: [['test/journey.test.ts', 'refuses approval by the person who created the transfer'], ['test/hostile/states.test.ts', 'approves only what was seen']] },
      { what: 'Names that read alike, first recipients, odd counts and columns outside of the declared items stand out before anything is sent; an individual number stops the file.', code: ['server/transfers/doubts.ts', 'server/transfers/content.ts'], tests: [['test/transfers/doubts.test.ts', 'are a similar name and a first time'], ['test/transfers/contents.test.ts', 'points out columns outside of the declared items'], ['test/transfers/contents.test.ts', 'stops a file that holds an individual number']] },
      { what: 'A transfer can be recalled until it is confirmed; a download under way is cut.', code: ['server/transfers/decide.ts', 'server/transfers/collect.ts'], tests: [['test/hostile/states.test.ts', 'lets either a confirmation or a recall win'], ['test/hostile/downloads.long.test.ts', 'cuts a download when the sender recalls']] },
      { what: 'Who read a transfer or a record is entered, and the auditor finds it.', code: ['server/records/log/readings.ts'], tests: [['test/http/log-search.test.ts', 'enters who read a transfer once a session']] },
      { what: 'Other sections\' work does not exist for it.', code: ['server/transfers/visibility.ts'], tests: [['test/hostile/one-another.test.ts', 'answers another section as about what does not exist']] },
    ],
    remains: 'Two who collude; what was collected before the recall; and an engagement whose policy or standing approval asks for no second look each time, which says so. Contents are looked into only as far as README.md tells.',
    notBuilt: null,
  },
  {
    actor: 'An administrator of the ward',
    can: 'makes accounts, resets passwords, changes engagements',
    stands: [
      { what: 'No route gives administrators a payload, a file password or a document.', code: ['server/http/wire/routes.ts'], tests: [['test/hostile/sessions.test.ts', 'gives auditors no way to a payload, and administrators none']] },
      { what: 'Payloads are sealed for the contractor\'s key; the gateway has no key that opens them once the password was handed over.', code: ['server/sealing/lock.ts', 'server/sealing/waiting.ts'], tests: [['test/sealing/gateway-signature.test.ts', 'nobody can seal to it'], ['test/marker/marker.test.ts', 'never the session key, at none of these steps']] },
      { what: 'A contractor\'s key counts once another person than who registered it has compared it by telephone.', code: ['server/engagements/certificates.ts'], tests: [['test/journey-back.test.ts', 'refuses that a clerk confirms the certificate they registered']] },
      { what: 'Nobody resets a password or a second factor alone: one administrator asks, another approves with the own password, and who asked never sees the new password. On the machine itself `kagibako admin reset` is entered with the name that was typed.', code: ['server/accounts/resets.ts', 'server/accounts/reset-on-machine.ts'], tests: [['test/accounts/resets.test.ts', 'change nothing until another administrator approves'], ['test/cli/admin.test.ts', 'resets one person on a stopped gateway']] },
      { what: 'Nobody makes a second administrator alone, neither a new one nor out of a disabled one: before another administrator approves there is no account, and who asked never sees its password. Who was shown an initial password and who it is for do not count as two for seven days, nor do two whose passwords one colleague was shown. Where nobody could approve, `kagibako admin administrator` on the machine does it, entered with the name that was typed.', code: ['server/accounts/two-person.ts', 'server/accounts/administrators.ts', 'server/accounts/administrator-on-machine.ts'], tests: [['test/accounts/administrators.test.ts', 'is no account before another one approves it'], ['test/accounts/administrators.test.ts', 'do not count as two while it would open'], ['test/accounts/administrators.test.ts', 'do not count as two while one colleague was shown'], ['test/accounts/administrators.test.ts', 'comes back only by two as well'], ['test/accounts/administrators.test.ts', 'left alone is alone'], ['test/cli/admin.test.ts', 'resets one person on a stopped gateway, adds an administrator']] },
      { what: 'Each change is shown before and after, entered with its reason, and auditors are a role of their own.', code: ['server/accounts/changes.ts'], tests: [['test/http/administration.test.ts', 'shows a change before it is saved'], ['test/http/audit.test.ts', 'are closed to clerks, contractors and administrators']] },
      { what: 'Where witness and receiver are named, the ledger is cosigned and forwarded on machines that are not the administrator\'s.', code: ['server/ledger/witnessing.ts', 'server/forwarding/forwarder.ts'], tests: [['test/witness/gateway.test.ts', 'a database rewritten behind its back is refused by the witness'], ['test/forwarding/forwarding.test.ts', 'each entry arrives once, in order']] },
    ],
    remains: 'Two administrators who collude, or one whose colleague approves without making sure, can bring in a third and sign in as anybody; who runs the machine can reset and make administrators alone. It is entered, and the person\'s own password stops working. Whoever approves an administrator is shown the initial password and could use it before its owner: the owner notices, and for seven days it does not count as a second person. One administrator alone can still shut out colleagues (the machine brings them back), and make accounts of staff, handlers and auditors who do not exist: each is entered, and auditors see them; the private keys of recipients are not had by it. Without witness or receiver the ledger is only as far from its operator as the receipts that others hold.',
    notBuilt: 'a second person for new accounts other than administrators',
  },
  {
    actor: 'A malicious auditor',
    can: 'reads the log of the whole municipality',
    stands: [
      { what: 'No route gives auditors a payload, and none changes a transfer.', code: ['server/http/wire/routes.ts'], tests: [['test/hostile/sessions.test.ts', 'gives auditors no way to a payload']] },
      { what: 'What an auditor reads and searches is entered; extracts are numbered without a gap and entered before they leave.', code: ['server/records/log/readings.ts', 'server/records/papers/extracts.ts'], tests: [['test/http/audit.test.ts', 'are entered as readings, out of sight of the parties'], ['test/http/log-search.test.ts', 'numbers extracts without a gap']] },
      { what: 'Another municipality\'s entries are hashes to them.', code: ['server/ledger/bundle.ts'], tests: [['test/ledger/texts.test.ts', 'shows one municipality nothing of another but a hash']] },
    ],
    remains: 'Metadata: who, whom, when, how much, and the names that are not wiped yet. A printed extract bears its number and code; a copied text bears nothing.',
    notBuilt: null,
  },
];

/** Every actor, the people of the parties first. */
export const threats: readonly Threat[] = [...withinParties, ...fromOutside];
