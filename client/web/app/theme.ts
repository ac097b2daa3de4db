// Light, dark, or as the device is set. The choice is kept on this device too, so that a page is drawn in it before anybody is asked who reads it.
import type { Preferences } from '../../../server/http/wire/session.ts';

export type Theme = Preferences['theme'];
export const THEMES: readonly Theme[] = ['light', 'dark', 'device'];
const KEPT = 'kagibako.theme';

/** Draws in this theme from now on. */
export function showTheme(theme: Theme): void {
  if (theme === 'device') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(KEPT, theme);
}

/** Draws in the theme that this device showed last. Called before anything is painted. */
export function startTheme(): void {
  showTheme(THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'device');
}
