// The part of ward staff: its navigation and its pages.
import { lazy } from 'react';
import { Frame } from '../app/frame.tsx';
import { useWords, withAllWords } from '../app/language.ts';
import { Pages, type Routes } from '../app/routes.tsx';
import { useNavigationCounts } from '../parties/counts.ts';
import { partyRoutes } from '../parties/routes.ts';
import { DUTY_PAGES, useDutyCount } from '../records/duties/my-duties.ts';

const ROUTES: Routes = [
  ['/', lazy(() => import('./home.tsx'))],
  ['/transfers/new', lazy(() => import('../parties/new/contents.tsx'))],
  ['/engagements', lazy(() => import('../parties/engagements.tsx'))],
  ['/engagements/:id', lazy(() => import('../parties/engagement.tsx'))],
  ['/engagements/:id/standing-approvals', lazy(() => withAllWords(import('../parties/standing/standing.tsx'), 'unattended'))],
  ...partyRoutes,
];

export default function Staff() {
  const { t } = useWords();
  const { approvals, notices } = useNavigationCounts();
  const dutyCount = useDutyCount();
  return (
    <Frame nav={[
      { to: '/', word: t('nav.home') }, { to: '/transfers', word: t('nav.transfers') }, { to: '/approvals', word: t('nav.approvals'), count: approvals, also: ['/transfers/:id/approval'] },
      { to: '/notices', word: t('nav.notices'), count: notices }, { to: '/duties', word: t('duties.nav'), count: dutyCount, also: DUTY_PAGES }, { to: '/engagements', word: t('nav.engagements') }, { to: '/keys', word: t('nav.keys') },
    ]}>
      <Pages routes={ROUTES} />
    </Frame>
  );
}
