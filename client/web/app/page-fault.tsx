// Whatever goes wrong while a page is drawn ends here, in words and with a way on; never on an empty page.
import { Component, useEffect, type ReactNode } from 'react';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from './language.ts';
import { onLineBack } from './line.ts';
import { go } from './place.ts';

function Fault({ missing, onAgain }: { readonly missing: boolean; readonly onAgain: () => void }) {
  const { t } = useWords();
  // A part that did not come for want of a line is fetched when the line is back; nothing has been typed on a page that never stood.
  useEffect(() => (missing ? onLineBack(() => location.reload()) : undefined), [missing]);
  return (
    <Page title={t('fault.title')}>
      <Banner kind="stop" title={t(missing ? 'fault.notLoaded' : 'fault.notShown')} focus>
        <p>{t('fault.more')}</p>
        <p className="mt-1 text-dns-14N-130 text-quiet">{t('problem.code', { code: missing ? 'PAGE_NOT_LOADED' : 'PAGE_FAULT' })}</p>
      </Banner>
      <div className="flex flex-wrap gap-4">
        <Button kind="filled" onPress={() => location.reload()}>{t('act.reload')}</Button>
        <Button onPress={() => { onAgain(); go('/'); }}>{t('frame.home')}</Button>
      </div>
    </Page>
  );
}

interface Held { readonly fault: Error | null }

/** Draws `children`, or, when they cannot be drawn, says so. With another `key` it tries anew. */
export class PageFault extends Component<{ readonly children: ReactNode }, Held> {
  override state: Held = { fault: null };

  static getDerivedStateFromError(thrown: unknown): Held {
    return { fault: thrown instanceof Error ? thrown : new Error('something was thrown that is no error') };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    // A part of the application that did not arrive is a TypeError of the browser's own import.
    return fault === null ? this.props.children : <Fault missing={fault instanceof TypeError && /import|module/i.test(fault.message)} onAgain={() => this.setState({ fault: null })} />;
  }
}
