// Every route of the API, in the order of the journey.
import { z } from 'zod';
import * as engagements from './engagements.ts';
import * as ledger from './ledger.ts';
import { defineRoutes } from './route.ts';
import * as session from './session.ts';
import * as transfers from './transfers.ts';
import { none } from './words.ts';

const both = ['ward', 'contractor'] as const;
const ward = ['ward'] as const;
const parties = ['staff', 'handler'] as const;
const people = ['staff', 'handler', 'auditor', 'administrator'] as const;

export const routes = defineRoutes({
  gateway: { method: 'GET', path: '/gateway', sides: both, roles: 'anyone', query: z.strictObject({ page: z.string().max(64).optional() }), answer: session.gatewayView, status: 200, summary: 'Which side this is, its scanner and limits' },
  gatewayCertificate: { method: 'GET', path: '/gateway/certificate', sides: both, roles: 'anyone', answer: { media: 'application/pgp-keys' }, status: 200, summary: 'The OpenPGP certificate that signs manifests, receipts and wipe certificates' },

  signIn: { method: 'POST', path: '/session', sides: both, roles: 'anyone', body: session.signIn, answer: session.sessionView, status: 201, summary: 'Sign in' },
  session: { method: 'GET', path: '/session', sides: both, roles: people, answer: session.sessionView, status: 200, beforePasswordChange: true, summary: 'Who is signed in' },
  signOut: { method: 'DELETE', path: '/session', sides: both, roles: people, answer: none, status: 204, beforePasswordChange: true, summary: 'Sign out' },
  changePassword: { method: 'POST', path: '/session/password', sides: both, roles: people, body: session.changePassword, answer: session.sessionView, status: 200, beforePasswordChange: true, summary: 'Change the own sign-in password' },

  sections: { method: 'GET', path: '/admin/sections', sides: ward, roles: ['administrator'], answer: z.array(session.sectionView), status: 200, summary: 'Sections' },
  addSection: { method: 'POST', path: '/admin/sections', sides: ward, roles: ['administrator'], body: session.newSection, answer: session.sectionView, status: 201, summary: 'Add a section' },
  contractors: { method: 'GET', path: '/admin/contractors', sides: ward, roles: ['administrator'], answer: z.array(session.contractorView), status: 200, summary: 'Contractors' },
  addContractor: { method: 'POST', path: '/admin/contractors', sides: ward, roles: ['administrator'], body: session.newContractor, answer: session.contractorView, status: 201, summary: 'Add a contractor' },
  accounts: { method: 'GET', path: '/admin/accounts', sides: ward, roles: ['administrator'], answer: z.array(session.accountView), status: 200, summary: 'People' },
  addAccount: { method: 'POST', path: '/admin/accounts', sides: ward, roles: ['administrator'], body: session.newAccount, answer: session.accountMade, status: 201, summary: 'Add a person; the initial password is shown once' },
  resetPassword: { method: 'POST', path: '/admin/accounts/:id/initial-password', sides: ward, roles: ['administrator'], answer: session.accountMade, status: 200, summary: 'A new machine-made initial password, shown once' },
  disableAccount: { method: 'POST', path: '/admin/accounts/:id/disable', sides: ward, roles: ['administrator'], answer: session.accountView, status: 200, summary: 'Disable a person and end their sessions' },
  presets: { method: 'GET', path: '/admin/presets', sides: ward, roles: ['administrator'], answer: z.array(engagements.presetView), status: 200, summary: 'The engagements of the papers' },
  addEngagement: { method: 'POST', path: '/admin/engagements', sides: ward, roles: ['administrator'], body: engagements.newEngagement, answer: engagements.engagementView, status: 201, summary: 'Add an engagement' },
  addRosterEntry: { method: 'POST', path: '/admin/engagements/:id/roster', sides: ward, roles: ['administrator'], body: engagements.newRosterEntry, answer: engagements.rosterView, status: 201, summary: 'Put a person on the roster' },
  removeRosterEntry: { method: 'DELETE', path: '/admin/roster/:id', sides: ward, roles: ['administrator'], answer: engagements.rosterView, status: 200, summary: 'Take a person off the roster; their sessions end at once' },

  engagements: { method: 'GET', path: '/engagements', sides: both, roles: [...parties, 'administrator'], answer: z.array(engagements.engagementView), status: 200, summary: 'Engagements of the own section or firm' },
  certificates: { method: 'GET', path: '/certificates', sides: both, roles: parties, answer: z.array(engagements.certificateView), status: 200, summary: 'Certificates of the own party and, for staff, of the contractors of their engagements' },
  addCertificate: { method: 'POST', path: '/certificates', sides: both, roles: parties, body: engagements.newCertificate, answer: engagements.certificateView, status: 201, summary: 'Register a certificate of the own party' },
  confirmCertificate: { method: 'POST', path: '/certificates/:id/confirm', sides: ward, roles: ['staff'], body: engagements.confirmCertificate, answer: engagements.certificateView, status: 200, summary: 'Confirm a certificate by the fingerprint heard on another route; not by who registered it' },
  withdrawCertificate: { method: 'POST', path: '/certificates/:id/withdraw', sides: both, roles: parties, answer: engagements.certificateView, status: 200, summary: 'Withdraw a certificate of the own party' },

  addDeposit: { method: 'POST', path: '/deposits', sides: both, roles: parties, body: transfers.newDeposit, answer: transfers.depositView, status: 201, idempotent: true, summary: 'Draft a deposit: one transfer per recipient' },
  deposit: { method: 'GET', path: '/deposits/:id', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'One deposit' },
  addFile: { method: 'POST', path: '/deposits/:id/files', sides: both, roles: parties, consumes: 'multipart', answer: transfers.depositView, status: 201, summary: 'Upload one file, sealed for every recipient in one pass' },
  removeFile: { method: 'DELETE', path: '/deposits/:id/files/:uploadId', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Take a file out of a draft' },
  submit: { method: 'POST', path: '/deposits/:id/submit', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Deposit: the commit point' },
  discard: { method: 'POST', path: '/deposits/:id/discard', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Discard a draft' },

  transfers: { method: 'GET', path: '/transfers', sides: both, roles: parties, query: transfers.transferQuery, answer: transfers.transferPage, status: 200, summary: 'Transfers of the own party' },
  transfer: { method: 'GET', path: '/transfers/:id', sides: both, roles: parties, answer: transfers.transferView, status: 200, summary: 'One transfer' },
  timeline: { method: 'GET', path: '/transfers/:id/timeline', sides: both, roles: parties, answer: z.array(transfers.timelineEntry), status: 200, summary: 'What happened to a transfer, from the ledger' },
  approve: { method: 'POST', path: '/transfers/:id/approve', sides: both, roles: parties, body: transfers.approve, answer: transfers.transferView, status: 200, summary: 'Approve destination, content and attachments' },
  sendBack: { method: 'POST', path: '/transfers/:id/return', sides: both, roles: parties, body: transfers.sendBack, answer: transfers.transferView, status: 200, summary: 'Send back to the person who made it' },
  recall: { method: 'POST', path: '/transfers/:id/recall', sides: both, roles: parties, body: transfers.recall, answer: transfers.transferView, status: 200, summary: 'Recall: it can no longer be collected, and the copy is wiped' },

  addNotice: { method: 'POST', path: '/notices', sides: both, roles: parties, body: transfers.newNotice, answer: transfers.noticeShown, status: 201, summary: 'Make the password of one or several transfers to one recipient, on a separate occasion' },
  notices: { method: 'GET', path: '/notices', sides: both, roles: parties, answer: z.array(transfers.noticeView), status: 200, summary: 'Notices whose hand-over is not recorded yet' },
  notice: { method: 'GET', path: '/notices/:id', sides: both, roles: parties, answer: transfers.noticeView, status: 200, summary: 'One notice, without its password' },
  renewNotice: { method: 'POST', path: '/notices/:id/renew', sides: both, roles: parties, answer: transfers.noticeShown, status: 200, summary: 'A new password; the old one is void' },
  handover: { method: 'POST', path: '/notices/:id/handover', sides: both, roles: parties, body: transfers.handover, answer: transfers.noticeView, status: 200, summary: 'Record how, to whom and when the password was handed over' },

  manifest: { method: 'GET', path: '/transfers/:id/manifest', sides: both, roles: parties, answer: { media: 'application/json' }, status: 200, summary: 'The manifest, byte for byte as signed' },
  manifestSignature: { method: 'GET', path: '/transfers/:id/manifest.asc', sides: both, roles: parties, answer: { media: 'application/pgp-signature' }, status: 200, summary: 'Detached signature of the gateway over the manifest' },
  lock: { method: 'GET', path: '/transfers/:id/lock', sides: both, roles: parties, answer: { media: 'application/octet-stream' }, status: 200, summary: 'The lock' },
  body: { method: 'GET', path: '/transfers/:id/files/:fileId/body', sides: both, roles: parties, answer: { media: 'application/octet-stream' }, status: 200, summary: 'One sealed body; Range is understood' },
  confirm: { method: 'POST', path: '/transfers/:id/confirm', sides: both, roles: parties, body: transfers.confirm, answer: transfers.transferView, status: 200, summary: 'Confirm receipt' },
  receipt: { method: 'GET', path: '/transfers/:id/receipt', sides: both, roles: [...parties, 'auditor'], answer: transfers.signedDocument, status: 200, summary: 'The receipt, signed, with its inclusion proof' },
  wipeCertificate: { method: 'GET', path: '/transfers/:id/wipe-certificate', sides: both, roles: [...parties, 'auditor'], answer: transfers.signedDocument, status: 200, summary: 'The wipe certificate, signed, with its inclusion proof' },
  confirmationRecords: { method: 'GET', path: '/transfers/:id/confirmation-records', sides: both, roles: parties, answer: z.array(transfers.confirmationRecordView), status: 200, summary: '確認書 of a transfer' },

  ledger: { method: 'GET', path: '/ledger', sides: ward, roles: ['auditor'], query: ledger.ledgerQuery, answer: ledger.ledgerPage, status: 200, summary: 'Search the ledger' },
  ledgerEntry: { method: 'GET', path: '/ledger/:index', sides: ward, roles: ['auditor'], answer: ledger.ledgerEntryView, status: 200, summary: 'One entry with its proof' },
  ledgerExport: { method: 'POST', path: '/ledger/export', sides: ward, roles: ['auditor'], answer: { media: 'application/jsonl' }, status: 200, summary: 'The whole log as a bundle that kagibako verify checks offline' },
  checkpoint: { method: 'GET', path: '/checkpoint', sides: both, roles: people, answer: { media: 'text/plain' }, status: 200, summary: 'The newest signed checkpoint' },
});

export type Routes = typeof routes;
export type RouteName = keyof Routes;
