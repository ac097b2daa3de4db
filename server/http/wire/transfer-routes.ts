// Deposits, transfers, notices and their documents, in the order of the journey.
import { z } from 'zod';
import { batchView } from './batch.ts';
import { confirmationRecordView } from './confirmations.ts';
import { both, parties } from './readers.ts';
import { defineRoutes } from './route.ts';
import * as transfers from './transfers.ts';
import { unfinishedView } from './unfinished.ts';

export const transferRoutes = defineRoutes({
  addDeposit: { method: 'POST', path: '/deposits', sides: both, roles: parties, body: transfers.newDeposit, answer: transfers.depositView, status: 201, idempotent: true, summary: 'Draft a deposit: one transfer per recipient' },
  deposit: { method: 'GET', path: '/deposits/:id', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'One deposit' },
  addFile: { method: 'POST', path: '/deposits/:id/files', sides: both, roles: parties, query: transfers.fileQuery, consumes: 'multipart', answer: transfers.takenFileView, status: 201, summary: 'Upload one file, sealed for every recipient in one pass, or with ?for= for one of them alone; the answer tells of this file only' },
  addBatch: { method: 'POST', path: '/deposits/:id/batch', sides: both, roles: parties, query: transfers.fileQuery, consumes: 'batch', answer: batchView, status: 200, summary: 'Upload many small files in one request: each is looked at by itself, those that are not refused are sealed and become part of the draft in one step. Sent again under the same keys they are there once' },
  unfinished: { method: 'GET', path: '/deposits/:id/unfinished', sides: both, roles: parties, answer: z.array(unfinishedView), status: 200, summary: 'Files of the own that have begun to arrive by /api/uploads and are not whole yet' },
  removeFile: { method: 'DELETE', path: '/deposits/:id/files/:uploadId', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Take a file out of a draft' },
  submit: { method: 'POST', path: '/deposits/:id/submit', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Deposit: the commit point; with If-Match (digests of the transfers) only if they are as the sender saw them' },
  discard: { method: 'POST', path: '/deposits/:id/discard', sides: both, roles: parties, answer: transfers.depositView, status: 200, summary: 'Discard a draft' },

  transfers: { method: 'GET', path: '/transfers', sides: both, roles: parties, query: transfers.transferQuery, answer: transfers.transferWalk, status: 200, summary: 'Transfers of the own party, newest first' },
  searchTransfers: { method: 'POST', path: '/transfers/search', sides: both, roles: parties, body: transfers.transferSearch, answer: transfers.transferPage, status: 200, summary: 'Search, filter and sort the transfers of the own party; changes nothing' },
  transferCounts: { method: 'GET', path: '/transfers/counts', sides: both, roles: parties, answer: transfers.transferCounts, status: 200, summary: 'How many transfers wait for whom' },
  transfer: { method: 'GET', path: '/transfers/:id', sides: both, roles: parties, answer: transfers.transferView, status: 200, summary: 'One transfer' },
  timeline: { method: 'GET', path: '/transfers/:id/timeline', sides: both, roles: parties, answer: z.array(transfers.timelineLine), status: 200, summary: 'What happened to a transfer, from the ledger; the files of a long draft as one line' },
  approve: { method: 'POST', path: '/transfers/:id/approve', sides: both, roles: parties, body: transfers.approve, answer: transfers.transferView, status: 200, summary: 'Approve destination, content and attachments' },
  allowUnscanned: { method: 'POST', path: '/transfers/:id/allow-unscanned', sides: both, roles: parties, body: transfers.allowUnscanned, answer: transfers.transferView, status: 200, summary: 'Allow files that could not be scanned, as one more approver, with the reason' },
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
  receiptStatement: { method: 'GET', path: '/transfers/:id/receipt-statement', sides: both, roles: parties, answer: { media: 'application/json' }, status: 200, summary: 'What the recipient would sign to have received, byte for byte; once everything was delivered' },
  collectAgain: { method: 'POST', path: '/transfers/:id/collect-again', sides: both, roles: parties, body: transfers.collectAgain, answer: transfers.transferView, status: 200, summary: 'Collect from the start once more, with the reason' },
  receipt: { method: 'GET', path: '/transfers/:id/receipt', sides: both, roles: [...parties, 'auditor'], answer: transfers.signedDocument, status: 200, summary: 'The receipt, signed, with its inclusion proof' },
  wipeCertificate: { method: 'GET', path: '/transfers/:id/wipe-certificate', sides: both, roles: [...parties, 'auditor'], answer: transfers.signedDocument, status: 200, summary: 'The wipe certificate, signed, with its inclusion proof' },
  confirmationRecords: { method: 'GET', path: '/transfers/:id/confirmation-records', sides: both, roles: parties, answer: z.array(confirmationRecordView), status: 200, summary: '確認書 of a transfer' },
});
