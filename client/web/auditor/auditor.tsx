// The part of the auditor: read-only.
import { lazy } from 'react';
import { Frame } from '../app/frame.tsx';
import { useWords, withAllWords } from '../app/language.ts';
import { leadTo, Pages, type Routes } from '../app/routes.tsx';

const ROUTES: Routes = [
  ['/', leadTo('/audit')], ['/audit', lazy(() => withAllWords(import('./home.tsx'), 'reviewing'))],
  ['/audit/ledger', lazy(() => withAllWords(import('./ledger.tsx'), 'searching', 'reviewing'))],
  ['/audit/ledger/:index', lazy(() => withAllWords(import('./entry.tsx'), 'reviewing'))],
  ['/audit/transfers/:id', lazy(() => withAllWords(import('./story/story.tsx'), 'telling'))],
  ['/audit/transfers/:id/documents/:document', lazy(() => import('./story/paper.tsx'))],
  ['/audit/duties', lazy(() => import('../records/duties/duties.tsx'))],
  ['/audit/records', lazy(() => import('../records/list.tsx'))],
  ['/audit/records/:id', lazy(() => import('../records/record.tsx'))],
  ['/audit/registers', lazy(() => import('../registers/registers.tsx'))],
  ['/audit/reviews', lazy(() => withAllWords(import('./reviews/reviews.tsx'), 'reviewing'))],
  ['/audit/reviews/:week', lazy(() => withAllWords(import('./reviews/week.tsx'), 'reviewing'))],
  ['/audit/retention', lazy(() => withAllWords(import('../retention/retention.tsx'), 'keeping'))],
  ['/audit/thresholds', lazy(() => withAllWords(import('./reviews/thresholds.tsx'), 'reviewing'))],
  ['/audit/plots', lazy(() => import('./plots/plots.tsx'))],
  ['/audit/verify', lazy(() => withAllWords(import('./verify/verify.tsx'), 'verifying'))],
  ['/audit/export', lazy(() => import('./export.tsx'))],
];

export default function Auditor() {
  const { t } = useWords();
  const nav = [
    { to: '/', word: t('nav.home'), also: ['/audit'] }, { to: '/audit/ledger', word: t('nav.ledger'), also: ['/audit/transfers/:id', '/audit/transfers/:id/documents/:document'] },
    { to: '/audit/duties', word: t('duties.nav'), also: ['/audit/records', '/audit/records/:id', '/audit/registers'] }, { to: '/audit/reviews', word: t('audit.nav.reviews'), also: ['/audit/reviews/:week', '/audit/thresholds', '/audit/retention'] }, { to: '/audit/plots', word: t('audit.nav.plots') }, { to: '/audit/verify', word: t('audit.nav.verify') }, { to: '/audit/export', word: t('audit.nav.export') },
  ];
  return <Frame nav={nav}><Pages routes={ROUTES} /></Frame>;
}
