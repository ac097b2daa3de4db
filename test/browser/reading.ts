// Opens the pages of shown-pages.ts one after another in one browser, each in both languages, for whoever photographs or checks them.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { LivingTown } from './living-town.ts';
import type { ShownPage } from './shown-pages.ts';

export type Language = 'ja' | 'en';

/** One reader's browser per person: signed in already, with the town's clock. */
export class Reading {
  private readonly browser: Browser;
  private readonly town: LivingTown;
  private readonly contexts = new Map<string, BrowserContext>();

  constructor(browser: Browser, town: LivingTown) {
    this.browser = browser;
    this.town = town;
  }

  /** Calls `look` with the page in Japanese, then in English. */
  async read(shown: ShownPage, look: (page: Page, language: Language) => Promise<void>): Promise<void> {
    const page = await (await this.contextOf(shown)).newPage();
    page.setDefaultTimeout(15_000);
    let moving = 0;
    page.on('request', () => void (moving += 1));
    const ended = (): void => void (moving -= 1);
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
    const settled = async (): Promise<void> => {
      await page.locator('h1').first().waitFor();
      for (let still = 0; still < 3; still = moving === 0 ? still + 1 : 0) await pause(30);
      await page.evaluate('document.fonts.ready.then(() => undefined)');
    };
    await page.goto(this.addressOf(shown));
    await settled();
    await shown.first?.(page, this.town);
    await settled();
    await look(page, 'ja');
    // A dialog covers the language's button, which stays where it was.
    await page.getByRole('button', { name: 'English', includeHidden: true }).first().dispatchEvent('click');
    await page.locator('html[lang=en]').waitFor();
    await settled();
    await look(page, 'en');
    await page.evaluate('localStorage.clear()');
    await page.close();
  }

  private addressOf({ side, path, who }: ShownPage): string {
    const below = path(this.town);
    const { origins } = this.town.running;
    return side === 'ward' ? origins.ward + below : `${origins.contractor}/p/${(who(this.town) === this.town.yamazaki ? this.town.similar : this.town.firm).page}${below === '/' ? '' : below}`;
  }

  private async contextOf(shown: ShownPage): Promise<BrowserContext> {
    const who = shown.who(this.town);
    const key = `${shown.side} ${who?.login ?? ''}`;
    const context = this.contexts.get(key) ?? await this.open(who?.line.headers()['cookie']);
    this.contexts.set(key, context);
    return context;
  }

  private async open(cookie: string | undefined): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
    await context.clock.setFixedTime(new Date(this.town.time.wall()));
    if (cookie !== undefined) {
      const [name = '', value = ''] = cookie.split('=', 2);
      await context.addCookies([{ name, value, url: 'https://127.0.0.1/', httpOnly: true, secure: true, sameSite: 'Strict' }]);
    }
    return context;
  }
}
