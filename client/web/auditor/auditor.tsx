// The part of the auditor: read-only.
import { lazy } from 'react';
import { Frame } from '../app/frame.tsx';
import { useWords } from '../app/language.ts';
import { leadTo, Pages, type Routes } from '../app/routes.tsx';

const ROUTES: Routes = [
  ['/', leadTo('/audit/ledger')], ['/audit', leadTo('/audit/ledger')],
  ['/audit/ledger', lazy(() => import('./ledger.tsx'))],
  ['/audit/ledger/:index', lazy(() => import('./entry.tsx'))],
  ['/audit/export', lazy(() => import('./export.tsx'))],
];

export default function Auditor() {
  const { t } = useWords();
  return <Frame nav={[{ to: '/audit/ledger', word: t('nav.ledger') }, { to: '/audit/export', word: t('nav.export') }]}><Pages routes={ROUTES} /></Frame>;
}
