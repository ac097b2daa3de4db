// The threat model, actor by actor: the operator, the line, malware, who hides something, and what happens by itself.
import type { Threat } from './threat.ts';

export const fromOutside: readonly Threat[] = [
  {
    actor: 'The operator of the machine, a thief of its disk or of a backup',
    can: 'has the disk, snapshots, old copies; as operator also the running program',
    stands: [
      { what: 'Nothing of a payload lies readable on the disk, from the first byte to the wipe.', code: ['server/transfers/pipeline.ts', 'server/transfers/uploads/reviving.ts'], tests: [['test/transfers/at-rest.test.ts', 'is sealed from the first byte to the wipe'], ['test/marker/marker.test.ts', 'while the upload is under way']] },
      { what: 'The keys lie in a folder of their own, and no session key or file password in any file.', code: ['server/keys/keys.ts', 'keys/README.md'], tests: [['test/marker/marker.test.ts', 'never the session key, at none of these steps'], ['test/processes/start-refusals.test.ts', 'where others may enter the folders of data or keys']] },
      { what: 'A wipe destroys the key material first, then overwrites, checks and certifies; killed anywhere it goes on.', code: ['server/transfers/wipe.ts', 'server/vault/wiping.ts'], tests: [['test/vault/wiping.test.ts', 'overwrites, confirms, removes the name'], ['test/crash/wipe.long.test.ts', 'is finished even if each start is killed one step further on'], ['test/marker/marker.test.ts', 'after the wipe neither lock, session key, body, name nor reason']] },
      { what: 'The program refuses to start where a crash would write a core file, and tells of swap in clear; its unit forbids both.', code: ['server/starting/start-checks.ts', 'config/systemd/kagibako.service'], tests: [['test/processes/start-refusals.test.ts', 'where a crash would write memory to the disk'], ['test/config/units.test.ts', 'keeps its memory from the swap too']] },
    ],
    remains: 'Metadata: sizes, times, names not wiped yet. Whoever runs the machine can read its memory while a file is being sealed, and serve pages that betray a password; who fears that opens with `gpg`. Until the hand-over of a password is recorded, `keys/waiting.key` and the vault together open drafts, and with `locks: password` all that waits. An operator who is the contractor itself is kept out by the password alone. A lock that is in a snapshot or copy is not wiped there.',
    notBuilt: 'sealing in the sender\'s browser',
  },
  {
    actor: 'An attacker on the network',
    can: 'reads, changes, repeats and sends on LGWAN or within the ward; poses as somebody',
    stands: [
      { what: 'TLS 1.3 and 1.2 with forward secrecy alone; in clear on loopback alone; browsers are told to come by TLS only.', code: ['server/http/tls.ts', 'server/http/listen.ts', 'server/http/listener.ts'], tests: [['test/http/tls.test.ts', 'speaks TLS 1.3 and 1.2 with forward secrecy'], ['test/http/networks.test.ts', 'refuses to speak in clear on anything but loopback'], ['test/http/listener.test.ts', 'answers with the headers that keep a browser safe']] },
      { what: 'A connection from a network that is not named is cut before a byte is read.', code: ['server/addresses/networks.ts', 'server/http/connections.ts'], tests: [['test/http/networks.test.ts', 'cuts a connection from any other network']] },
      { what: 'Who asks is told by the line, or by a proxy that the settings name; no forwarded host is believed, and a change must come from our own pages.', code: ['server/http/guards.ts', 'server/http/client-address.ts'], tests: [['test/http/proxies.test.ts', 'is the other end of the line for everybody else'], ['test/hostile/sessions.test.ts', 'refuses another host name, and believes no forwarded one'], ['test/hostile/sessions.test.ts', 'refuses every changing request with origin']] },
      { what: 'Where an engagement asks for it, its files move only under a registered client certificate; a section and a firm can be held to their networks.', code: ['server/http/client-certificate.ts', 'server/engagements/client-certificates.ts', 'server/accounts/party-limits.ts'], tests: [['test/http/client-certificates.test.ts', 'takes the registered certificate of the firm alone'], ['test/accounts/party-networks.test.ts', 'in or on from elsewhere']] },
      { what: 'A terminal signs each request, which is good once; manifests, receipts and certificates are signed.', code: ['server/signatures/request-signature.ts', 'server/sealing/gateway-signature.ts'], tests: [['test/hostile/unattended.test.ts', 'is good for one request only'], ['test/client/opening-lock.test.ts', 'is refused when changed, signed by another']] },
      { what: 'The password goes another way, on another occasion.', code: ['server/transfers/notice.ts'], tests: [['test/journey.test.ts', 'refuses the password on the same occasion as the file'], ['test/hostile/states.test.ts', 'shows no password on the occasion of the sending']] },
      { what: 'Slow and greedy lines are cut, passwords are tried ever more slowly, and nobody locks another out.', code: ['server/http/connections.ts', 'server/accounts/sign-in-tries.ts'], tests: [['test/hostile/slow.test.ts', 'that send a head byte by byte'], ['test/hostile/sign-in.test.ts', 'lets the person in meanwhile']] },
    ],
    remains: 'More traffic than the line or the machine can carry. Whose certificate authority is trusted is for the operator and the browsers to say.',
    notBuilt: 'lists of revoked client certificates (CRL, OCSP): one is revoked by taking it out of the gateway\'s own list',
  },
  {
    actor: 'Who wants to hide a leak',
    can: 'edits the database and the log, puts back an old image, shows two logs',
    stands: [
      { what: 'An edited, deleted, inserted, reordered or cut ledger is found offline from an export and the key.', code: ['server/ledger/verify.ts', 'server/ledger/FORMAT.md'], tests: [['test/ledger/real-attacks.test.ts', 'edit: an entry changed in the file'], ['test/ledger/real-attacks.test.ts', 'cut the tail'], ['test/ledger/second-verifier.test.ts', 'agrees with ours on good and bad bundles']] },
      { what: 'An old image, a recomputed tree and two views are found by any receipt, checkpoint or export that somebody kept.', code: ['server/ledger/compare.ts'], tests: [['test/ledger/real-attacks.test.ts', 'copy: the database file put back is found by comparing'], ['test/ledger/real-attacks.test.ts', 'show two auditors different logs']] },
      { what: 'A witness elsewhere cosigns only what continues what it saw.', code: ['server/ledger/witnessing.ts', 'client/cli/witness/command.ts'], tests: [['test/witness/witness.test.ts', 'refuses a second history under the stolen key']] },
      { what: 'Entries and papers are numbered without a gap, and the auditor signs each week what the rules found.', code: ['server/records/numbering.ts', 'server/watching/reviews.ts'], tests: [['test/ledger/ledger.test.ts', 'numbers entries from 0 without gap'], ['test/records/numbering.test.ts', 'have no gap'], ['test/watching/reviews.test.ts', 'is dated, numbered, signed by name and in the ledger']] },
      { what: 'The gateway itself refuses to sign over a past that changed.', code: ['server/ledger/ledger.ts'], tests: [['test/ledger/ledger.test.ts', 'refuses to sign over a tree whose old part was changed']] },
    ],
    remains: 'All who hold a key or a copy, together. Where no witness is named and nobody keeps receipts, nobody is left who would notice.',
    notBuilt: null,
  },
  {
    actor: 'Ransomware',
    can: 'encrypts the store, deletes copies, takes away what it finds',
    stands: [
      { what: 'What it takes away of payloads is sealed.', code: ['server/sealing/FORMAT.md'], tests: [['test/transfers/at-rest.test.ts', 'is sealed from the first byte to the wipe']] },
      { what: 'The unit gives the program its two folders to write to, no privilege and no capability.', code: ['config/systemd/kagibako.service'], tests: [['test/config/units.test.ts', 'is closed against the machine, under a user of its own'], ['test/config/units.test.ts', 'lets it write to its data and its keys']] },
      { what: 'With a receiver named, every entry is forwarded to it; the ledger is the spool.', code: ['server/forwarding/forwarder.ts'], tests: [['test/forwarding/forwarding.test.ts', 'what is entered while the receiver is away arrives when it is back']] },
      { what: 'A copy has no lock and is signed; a restore from it and the newer ledger keeps wiped what was wiped, and what waited is deposited again.', code: ['server/recovery/restore.ts'], tests: [['test/recovery/recovery.test.ts', 'what was wiped since stays wiped'], ['test/recovery/recovery.test.ts', 'holds no lock, no key, no sealed file']] },
      { what: 'As long as the gateway runs, what waits is turned over to a medium in one step, sealed as it is.', code: ['server/transfers/media.ts'], tests: [['test/records/movement/media.test.ts', 'is chosen in one step'], ['test/records/movement/media.test.ts', 'opens with GnuPG by the commands that lie on the disc']] },
    ],
    remains: 'The outage itself, and the work since the last copy and export (config/OPERATING.md says what to copy and how to restore). Where copies are kept, and that they are kept apart, is the operator\'s.',
    notBuilt: null,
  },
  {
    actor: 'A malicious uploader, or an infected machine of the ward',
    can: 'sends malware, archives that blow up, files that are two kinds at once, broken requests',
    stands: [
      { what: 'With clamd set, nothing passes that it did not call clean: skipped, encrypted, too large and silent are refused.', code: ['server/scanning/clamd.ts', 'server/scanning/clamd-config.ts', 'server/scanning/answer.ts'], tests: [['test/journey-scanned.test.ts', 'a file with a known signature is refused'], ['test/journey-scanned.test.ts', 'an archive nested deeper than the scanner looks is refused'], ['test/journey-scanned.test.ts', 'without its scanner the gateway keeps nothing'], ['test/scanning/odd.test.ts', 'is not believed when it answers %j']] },
      { what: 'Requests, names and sizes are limited, and what is refused leaves nothing.', code: ['server/http/upload-request.ts', 'server/transfers/file-name.ts'], tests: [['test/hostile/multipart.long.test.ts', 'refuses one byte over the limit with 413'], ['test/hostile/file-names.long.test.ts', 'keeps two files whose names differ only by case']] },
      { what: 'A program is refused under whatever name, and so is a file whose first bytes are not what its name says.', code: ['server/inspecting/kind.ts', 'server/transfers/name-and-kind.ts'], tests: [['test/transfers/name-and-kind.test.ts', 'is refused with what was expected and what came'], ['test/inspecting/kind.test.ts', 'is a program under whatever name']] },
      { what: 'Archives are looked into as they stream by, to a limit.', code: ['server/inspecting/zip-search.ts'], tests: [['test/inspecting/archives.test.ts', 'does not unfold without end']] },
      { what: 'A download is sealed, an attachment, and interpreted by no browser.', code: ['server/http/file-headers.ts', 'server/http/send-body.ts'], tests: [['test/hostile/downloads.long.test.ts', 'serves a body as an attachment that no browser interprets']] },
    ],
    remains: 'Malware that clamd does not know, within files that may be sent. `KAGIBAKO_SCANNER` is `none` unless it is set; then every page says that nothing is scanned, and an auditor\'s week too.',
    notBuilt: 'a process of its own for what looks into contents (it is our own code, in the gateway\'s process)',
  },
  {
    actor: 'Error and accident',
    can: 'the likeliest of all: a wrong addressee, a lost disc, a forgotten wipe, a missed inspection',
    stands: [
      { what: 'Before it goes, a page names recipient, files and count, and a second person ticks each below its evidence.', code: ['client/web/parties/new', 'client/web/parties/approval-checks.tsx', 'server/transfers/decide.ts'], tests: [['test/browser/journey.test.ts', 'after a page that names recipient, files and count'], ['test/browser/journey.test.ts', 'a second person ticks the three checks and approves']] },
      { what: 'What nobody collects runs out; what was confirmed is wiped by itself; a failed wipe is never called done.', code: ['server/transfers/clockwork.ts', 'server/transfers/wipe.ts'], tests: [['test/journey.test.ts', 'is not wiped before its time'], ['test/vault/wiping.test.ts', 'is not done where the disk does not confirm the overwriting']] },
      { what: 'What is owed stands in one calendar with due days, and is mailed; an overdue erasure stops further deposits.', code: ['server/records/calendar/calendar.ts', 'server/records/reminding/reminders.ts', 'server/records/duties/erasure-due.ts'], tests: [['test/records/duties/calendar.test.ts', 'shows each reader its own'], ['test/records/reminding/reminders.long.test.ts', 'come once for each task, person and day'], ['test/records/duties/erasure.test.ts', 'stops drafts and deposits to that contractor while it is overdue']] },
      { what: 'A lost medium ends its transfer and begins the record of the incident.', code: ['server/transfers/media.ts', 'server/records/kinds/incident.ts'], tests: [['test/records/movement/loss.test.ts', 'ends the transfer']] },
      { what: 'Unknown is not good: not scanned is never clean, and quantities that differ ask for a reason.', code: ['server/scanning/scanner.ts', 'server/transfers/confirm.ts'], tests: [['test/scanning/odd.test.ts', 'answers "off", never "clean"'], ['test/journey.test.ts', 'refuses a confirmation whose count differs without a reason']] },
      { what: 'A clock set back revives nothing, one that leaps ahead expires nothing.', code: ['server/ledger/clock.ts'], tests: [['test/hostile/states.test.ts', 'revives nothing when the clock is set back'], ['test/hostile/states.test.ts', 'expires and wipes nothing when the clock leaps']] },
    ],
    remains: 'A person who gives a reason and goes on: it is entered with the name.',
    notBuilt: null,
  },
];
