// 確認書: confirmed by the contractor, corrected by the ward; and the telephone calls beside a sending.
import { z } from 'zod';
import * as confirmations from './confirmations.ts';
import { both, parties } from './readers.ts';
import { defineRoutes } from './route.ts';

const one = z.array(confirmations.confirmationRecordView);

export const confirmationRoutes = defineRoutes({
  openConfirmations: { method: 'GET', path: '/confirmation-records', sides: both, roles: parties, answer: one, status: 200, summary: '確認書 that wait: for the contractor to confirm, for the ward to explain a difference' },
  confirmRecords: { method: 'POST', path: '/confirmation-records/confirm', sides: ['contractor'], roles: ['handler'], body: confirmations.confirmRecords, answer: one, status: 200, summary: 'Confirm one or several 確認書 as they stand' },
  correctConfirmation: { method: 'POST', path: '/confirmation-records/:id/versions', sides: ['ward'], roles: ['staff'], body: confirmations.recordVersion, answer: confirmations.confirmationRecordView, status: 201, summary: 'Correct a 確認書 by a new version that names the old one and the reason' },
  addCall: { method: 'POST', path: '/transfers/:id/calls', sides: ['ward'], roles: ['staff'], body: confirmations.newCall, answer: z.array(confirmations.callView), status: 201, summary: 'Record a telephone call about a sending' },
  calls: { method: 'GET', path: '/transfers/:id/calls', sides: ['ward'], roles: ['staff'], answer: z.array(confirmations.callView), status: 200, summary: 'Telephone calls about a sending' },
  sendingsWithoutCall: { method: 'GET', path: '/calls/open', sides: ['ward'], roles: ['staff'], answer: z.array(confirmations.sendingWithoutCall), status: 200, summary: 'Sendings that are not complete because nobody was reached by telephone' },
});
