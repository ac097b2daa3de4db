// The frame of every page: band with the side in word and colour, the scanner line, navigation, skip link (UI 3.0).
import { useState, type ReactNode } from 'react';
import type { Role } from '../../../server/http/wire/route.ts';
import { Icon } from '../ui/icon.tsx';
import { useAlarmName } from './alarm-names.ts';
import { listed, useWords } from './language.ts';
import { OfflineLine } from './offline-line.tsx';
import { addressOf, go, match, usePlace } from './place.ts';
import { useChoose } from './preferences.ts';
import { useHere } from './session.ts';

export type BandSide = Role | 'ward' | 'contractor';
const BAND: Record<BandSide, string> = {
  staff: 'bg-blue-900', ward: 'bg-blue-900', handler: 'bg-cyan-1000', contractor: 'bg-cyan-1000', auditor: 'bg-purple-900', administrator: 'bg-solid-gray-700',
};
const BAND_BUTTON = 'min-h-11 cursor-pointer px-3 underline underline-offset-3 hover:decoration-2';

export interface NavItem { readonly to: string; readonly word: string; readonly count?: number; /** Pages that belong here although their address lies below another item's. */ readonly also?: readonly string[] }

/** A link of the band to a page of ours. */
function BandLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const { path } = usePlace();
  return <a href={addressOf(to)} aria-current={path === to ? 'page' : undefined} className={`${BAND_BUTTON} inline-flex items-center aria-[current=page]:font-bold`} onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); go(to); }}>{children}</a>;
}

function LanguageButton() {
  const { t, language } = useWords();
  const choose = useChoose();
  const other = language === 'ja' ? 'en' : 'ja';
  return <button type="button" lang={other} className={BAND_BUTTON} onClick={() => { choose({ language: other }).catch(() => undefined); }}>{t(other === 'en' ? 'frame.languageEn' : 'frame.languageJa')}</button>;
}

/**
 * The same on every page: whose side this is, the reader's own things in `children`, then language and help, and at the very end `last` (WCAG 3.2.6).
 * Where a menu follows below, `inMenu`, a phone shows only the help here: the rest would push the next act off the screen.
 */
export function Band({ side, ward, inMenu = false, children, last }: { readonly side: BandSide; readonly ward: string | null; readonly inMenu?: boolean; readonly children?: ReactNode; readonly last?: ReactNode }) {
  const { t } = useWords();
  const own = inMenu ? 'contents max-md:hidden' : 'contents';
  return (
    <div className={`band-text ${BAND[side]} forced-colors:border-b`}>
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-4 px-4 md:px-8">
        <a href={addressOf('/')} onClick={(event) => { event.preventDefault(); go('/'); }} className="flex min-h-11 items-center gap-2 text-std-18B-160 hover:underline">{t('frame.name')}</a>
        <span className="text-std-16B-170"><span lang="ja">{ward}</span> {t(`frame.side.${side}`)}</span>
        <span className="flex flex-wrap items-center max-md:-ml-3 md:ml-auto">
          <span className={own}>{children}<LanguageButton /></span>
          <BandLink to="/help">{t('frame.help')}</BandLink>
          <span className={own}>{last}</span>
        </span>
      </div>
    </div>
  );
}

/** The red line that shouts while nothing scans what passes through. */
export function ScannerLine({ kind }: { readonly kind: 'clamd' | 'none' }) {
  const { t } = useWords();
  return kind === 'none' ? <p className="flex items-center justify-center gap-2 bg-late-ground px-4 py-1 font-bold text-late"><Icon name="warning" small />{t('frame.noScanner')}</p> : null;
}

function currentOf(items: readonly NavItem[], path: string): NavItem | undefined {
  return items.find(({ also = [] }) => also.some((pattern) => match(pattern, path) !== null)) ?? items.find(({ to }) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)));
}

/** The places to go; on a phone behind one button, and `own` with them: who is signed in, display, language, the way out. */
function Navigation({ items, own }: { readonly items: readonly NavItem[]; readonly own: ReactNode }) {
  const { t } = useWords();
  const { path } = usePlace();
  const current = currentOf(items, path);
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label={t('frame.nav')} className="border-b border-rule bg-page">
      <div className="mx-auto max-w-[80rem] px-2 md:px-6">
        <button type="button" aria-expanded={open} className="flex min-h-12 cursor-pointer items-center gap-2 px-2 font-bold text-act md:hidden" onClick={() => setOpen(!open)}><Icon name="list" />{t('frame.menu')}</button>
        <ul className={`${open ? 'grid' : 'hidden'} md:flex md:flex-wrap`}>
          {items.map((item) => (
            <li key={item.to}>
              <a href={addressOf(item.to)} aria-current={item === current ? 'page' : undefined} onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); setOpen(false); go(item.to); }}
                className="flex min-h-12 items-center gap-2 border-b-4 border-transparent px-3 hover:bg-hover hover:underline aria-[current=page]:border-act aria-[current=page]:font-bold aria-[current=page]:text-act">
                {item.word}{item.count !== undefined && item.count > 0 && <span className="rounded-full bg-act px-2 text-dns-14B-130 text-on-act">{item.count}</span>}
              </a>
            </li>
          ))}
        </ul>
        <div className={`${open ? 'grid' : 'hidden'} justify-items-start border-t border-rule py-2 md:hidden`}>{own}</div>
      </div>
    </nav>
  );
}

/** Everything around a signed-in page. */
export function Frame({ nav, children }: { readonly nav: readonly NavItem[]; readonly children: ReactNode }) {
  const { t } = useWords();
  const alarmName = useAlarmName();
  const { gateway, session, signOut } = useHere();
  const place = session.section?.name ?? session.contractor?.name ?? '';
  const self = <><span lang="ja" className="px-3">{place} {session.account.name}</span><BandLink to="/me">{t('display.short')}</BandLink></>;
  const out = <button type="button" className={BAND_BUTTON} onClick={signOut}>{t('frame.signOut')}</button>;
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:top-0 focus:left-0 focus:z-50 focus:bg-page focus:p-3 focus:text-act focus:underline">{t('frame.skip')}</a>
      <header>
        <Band side={session.account.role} ward={session.municipality.name} inMenu last={out}>{self}</Band>
        <OfflineLine />
        <ScannerLine kind={gateway.scanner.kind} />
        {gateway.alarms.length > 0 && <p className="bg-stop-ground px-4 py-1 text-center font-bold text-stop">{t('frame.alarm', { codes: listed(gateway.alarms.map(({ code }) => alarmName(code))) })}</p>}
        {session.missingFactor === 'wanted' && <p className="bg-mind-ground px-4 py-1 text-center text-mind">{t('signIn.wanted')} <a href={addressOf('/me/sign-in')} onClick={(event) => { event.preventDefault(); go('/me/sign-in'); }} className="inline-flex min-h-11 items-center underline underline-offset-3">{t('signIn.wantedLink')}</a></p>}
        <Navigation items={nav} own={<>{self}<LanguageButton />{out}</>} />
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </>
  );
}
