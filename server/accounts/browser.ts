// Which browser somebody came with, in words of two fixed lists: enough to know one's own again, too little to tell one device from another of its kind.
// It is what the browser says of itself, and nothing is decided by it.

export const browsers = ['edge', 'chrome', 'firefox', 'safari', 'program', 'unknown'] as const;
export const systems = ['windows', 'mac', 'ios', 'android', 'linux', 'unknown'] as const;
export interface Browser { readonly browser: (typeof browsers)[number]; readonly system: (typeof systems)[number] }

const [browserSigns, systemSigns] = [
  [['edge', /\bEdgA?\/|\bEdgiOS\//], ['firefox', /\bFirefox\/|\bFxiOS\//], ['chrome', /Chrome\/|\bCriOS\//], ['safari', /\bVersion\/.*\bSafari\//], ['program', /^(?:node|undici|curl|kagibako)\b/i]],
  [['windows', /\bWindows\b/], ['ios', /\b(?:iPhone|iPad)\b/], ['android', /\bAndroid\b/], ['mac', /\bMac OS X\b/], ['linux', /\bLinux\b/]],
] as const;

/** From the User-Agent of a request, as it is kept: `edge windows`. */
export function browserOf(userAgent: string | undefined): string {
  const said = (userAgent ?? '').slice(0, 500);
  const found = <Name extends string>(signs: readonly (readonly [Name, RegExp])[]): Name | 'unknown' => signs.find(([, sign]) => sign.test(said))?.[0] ?? 'unknown';
  return `${found(browserSigns)} ${found(systemSigns)}`;
}

/** Reads what was kept; what is no word of the lists is unknown. */
export function readBrowser(kept: string): Browser {
  const [browser, system] = kept.split(' ');
  return { browser: browsers.find((one) => one === browser) ?? 'unknown', system: systems.find((one) => one === system) ?? 'unknown' };
}
