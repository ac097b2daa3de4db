// Opens the pages of shown-pages.ts one after another in one browser, each in both languages, for whoever photographs or checks them.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { LivingTown } from './living-town.ts';
import type { ShownPage } from './shown-pages.ts';

export type Language = 'ja' | 'en';

const DESK = { width: 1366, height: 768 };

interface Desk { readonly page: Page; readonly settled: () => Promise<void> }

/** One browser window per person: signed in already, with the town's clock. Between pages it walks within the application, as a reader does. */
export class Reading {
  private readonly browser: Browser;
  private readonly town: LivingTown;
  private readonly desks = new Map<string, Desk>();

  constructor(browser: Browser, town: LivingTown) {
    this.browser = browser;
    this.town = town;
  }

  /** Calls `look` with the page in Japanese, then in English. */
  async read(shown: ShownPage, look: (page: Page, language: Language) => Promise<void>): Promise<void> {
    const { page, settled } = await this.deskFor(shown);
    await settled();
    await shown.first?.(page, this.town);
    await settled();
    await look(page, 'ja');
    await turnTo(page, 'English', 'en');
    await settled();
    await look(page, 'en');
    await turnTo(page, '日本語', 'ja');
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  /** The person's window, standing at the page that is wanted. By way of another page, so that nothing of a last visit to the same one is left. */
  private async deskFor(shown: ShownPage): Promise<Desk> {
    const who = shown.who(this.town);
    const key = `${shown.side} ${who?.login ?? ''}`;
    const begun = this.desks.get(key);
    const address = this.addressOf(shown);
    if (begun === undefined) {
      const desk = await this.open(who?.line.headers()['cookie']);
      this.desks.set(key, desk);
      await desk.page.goto(address);
      return desk;
    }
    for (const next of [this.addressOf({ ...shown, path: () => '/elsewhere' }), address]) {
      await begun.page.evaluate(`history.pushState({}, '', ${JSON.stringify(next)}); dispatchEvent(new PopStateEvent('popstate')); scrollTo(0, 0)`);
      await pause(15);
    }
    return begun;
  }

  private addressOf({ side, path, who }: ShownPage): string {
    const below = path(this.town);
    const { origins } = this.town.running;
    return side === 'ward' ? origins.ward + below : `${origins.contractor}/p/${(who(this.town) === this.town.yamazaki ? this.town.similar : this.town.firm).page}${below === '/' ? '' : below}`;
  }

  private async open(cookie: string | undefined): Promise<Desk> {
    const context = await this.browser.newContext({ viewport: DESK, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
    await context.clock.setFixedTime(new Date(this.town.time.wall()));
    if (cookie !== undefined) {
      const [name = '', value = ''] = cookie.split('=', 2);
      await context.addCookies([{ name, value, url: 'https://127.0.0.1/', httpOnly: true, secure: true, sameSite: 'Strict' }]);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    return { page, settled: settling(page) };
  }
}

/** A dialog covers the language's button, which stays where it was. */
async function turnTo(page: Page, button: string, language: Language): Promise<void> {
  await page.getByRole('button', { name: button, exact: true, includeHidden: true }).first().dispatchEvent('click');
  await page.locator(`html[lang=${language}]`).waitFor();
}

/** Waits until the page has its title, its answers and its letters. */
function settling(page: Page): () => Promise<void> {
  let moving = 0;
  const ended = (): void => void (moving -= 1);
  page.on('request', () => void (moving += 1));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => {
    await page.locator('h1').first().waitFor();
    for (let still = 0; still < 3; still = moving === 0 ? still + 1 : 0) await pause(15);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
  };
}
