// Frame, common words, states.
import type { Words } from '../ja.ts';

export const frame: Words['frame'] = {
  tab: '{{page}} | Kagibako', name: 'Kagibako', skip: 'Skip to the text', menu: 'Menu', loading: 'Loading', nav: 'Main pages', signOut: 'Sign out',
  side: { staff: 'Ward staff', handler: 'Contractor', auditor: 'Audit (read only)', administrator: 'Administration', ward: 'Ward staff', contractor: 'Contractor' },
  noScanner: 'Files are not scanned for viruses', alarm: 'The administrator has been told: {{codes}}',
  alarms: { CLOCK_LEAPT: 'the clock leapt', LEDGER_UNSIGNED: 'the ledger cannot be signed', WIPE_FAILED: 'a wipe is not finished', SCANNER_SILENT: 'the virus scanner does not answer', SYSLOG_SILENT: 'the ledger cannot be forwarded', WITNESS_REFUSED: 'a witness refused the ledger', other: 'alarm {{code}}' },
  noPage: 'Open the address of your own page', noPageMore: 'Your page opens at the address that the section gave you; it begins with /p/.',
  notFound: 'Not found', notFoundMore: 'The address is wrong, or it is not handled here. Check it or go home.', home: 'Go home',
  help: 'Help', offline: 'No connection. Showing {{time}}. Nothing can be done until it is back.', readAt: 'What is below was read on {{time}}.',
  languageJa: '日本語', languageEn: 'English', person_one: '{{count}} person', person_other: '{{count}} people',
};
export const field: Words['field'] = { required: '* required', optional: '* optional', missing: 'Enter: {{label}}.', choose: 'Choose: {{label}}.', errors: 'Mend these places: {{count}}.' };
export const act: Words['act'] = { close: 'Close', reload: 'Load again', back: 'Back', more: 'Show more', stay: 'Stay on this page', leave: 'Leave', print: 'Print', copy: 'Copy', copied: 'Copied' };
export const problem: Words['problem'] = { code: 'Code {{code}} (quote it when you call)', wait: 'Please wait {{seconds}} more seconds.', again: 'You can try again now.' };
export const when: Words['when'] = { today: 'today', left_one: '{{count}} day left', left_other: '{{count}} days left', late_one: '{{count}} day overdue', late_other: '{{count}} days overdue', lateToday: 'overdue' };
export const unit: Words['unit'] = { files_one: '{{count}} file', files_other: '{{count}} files', quantity: '{{n}} {{unit}}', bytes: '{{size}} ({{bytes}} bytes)' };
export const state: Words['state'] = {
  overdue: 'Overdue', unscanned: 'Not scanned',
  draft: { word: 'Draft', more: 'Not sent yet.' },
  'awaiting-approval': { word: 'Awaiting approval', more: 'Waiting for the second person.' },
  returned: { word: 'Sent back', more: 'The person who made it will mend it.' },
  'released-no-lock': { word: 'Password to hand over', more: 'The other party does not see it yet.' },
  released: { word: 'Awaiting collection', more: 'The other party can collect it.' },
  collecting: { word: 'Collecting', more: 'The other party is collecting it.' },
  collected: { word: 'Awaiting confirmation', more: 'The other party is checking the content.' },
  confirmed: { word: 'Confirmed', more: 'The other party confirmed receipt.' },
  recalled: { word: 'Recalled', more: 'It cannot be collected.' },
  expired: { word: 'Expired', more: 'It was not collected in time.' },
  discarded: { word: 'Discarded', more: 'Thrown away without being sent.' },
  wiping: { word: 'Wiping', more: 'The gateway is wiping its copy.' },
  'wipe-failed': { word: 'Wipe failed', more: 'The wipe is being retried.' },
  wiped: { word: 'Wiped', more: 'The gateway holds no copy.' },
};
export const display: Words['display'] = { title: 'Display settings', short: 'Display', more: 'Your choice works at once, and at your next sign-in on any device.', theme: 'Brightness', light: 'Light', dark: 'Dark', device: 'As the device is set', language: 'Language', toSignIn: 'Sign-in settings (password, two-step sign-in)', toHappenings: 'See your sign-ins' };
export const fault: Words['fault'] = { title: 'Could not be shown', notShown: 'The page could not be shown.', notLoaded: 'A part of the page could not be loaded.', more: 'The data in the gateway is as before. Load the page again. If it persists, quote this code to the administrator.' };
export const signIn: Words['signIn'] = {
  title: 'Sign in', login: 'User ID', password: 'Password', show: 'Show', hide: 'Hide', submit: 'Sign in', trouble: 'If you cannot sign in',
  troubleMore: 'If your initial password has run out, you forgot your password, or you lost your authenticator app, tell the administrator. Two administrators look into it together.',
  ended: 'You were signed out after inactivity. Deposited data is unchanged. Sign in again.',
  out: 'You are signed out.',
  first: 'Choose a new password', firstMore: 'This is your first visit. Choose the password you will use from now on.', rule: 'At least 15 characters. A row of words will do.',
  current: 'Present (initial) password', next: 'New password', again: 'New password once more', differ: 'The two entries differ.', change: 'Change to the new password',
  now: 'Current password', second: 'Enter the code', secondMore: 'Enter the six digits that your authenticator app shows.', code: 'Code', confirmCode: 'Confirm', useRecovery: 'Use a recovery code', recovery: 'Recovery code', recoveryMore: 'Enter one of the recovery codes that you put away and have not used yet.', useCode: 'Use the code of the app', beginAgain: 'Sign in again from the start', byPasskey: 'Use a passkey', passkeyAlone: 'Sign in with a passkey', stopped: 'Your device did not confirm that it is you. Press again or use another way.', wanted: 'Please set up two-step sign-in.', wantedLink: 'Open the sign-in settings',
  short: 'Use at least 15 characters; it has {{count}} now.', changed: 'Your password was changed. Use the new one from now on.',
  ending: 'You will be signed out soon', endingMore: 'You will be signed out at {{time}}. Saved drafts stay, unsaved input does not. Press “Stay signed in” to go on.', stay: 'Stay signed in',
  goOn: 'Go on until then', endingForGood: 'You will be signed out at {{time}}, ten hours after you signed in. Saved drafts stay, unsaved input does not. To go on, sign out and in again.', help: 'Help, and whom to call',
};
