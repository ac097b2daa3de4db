// Keeping and erasing: for how many years, what is erased next, and what was.
import type { Words } from '../ja.ts';

export const retention: Words['retention'] = {
  title: 'Keeping and erasing', more: 'Texts and names in records of engagements that were closed are erased by themselves when their years are over. Entries of the ledger are never erased, and each erasure is entered.', next: 'Erased next', noNext: 'No engagement waits for it.', engagement: 'Engagement', closed: 'Closed at', due: 'Erased on', stops: 'Stopped by', noStops: 'Nothing',
  stop: { hold: 'Hold', duty: 'Open duty', record: 'Open record', transfer: 'Transfer not wiped', week: 'Week not reviewed' },
  holds: 'Holds', noHolds: 'No engagement is under a hold.', heldBy: 'Set by, at', reason: 'Reason', reasonMore: 'It is entered in the ledger. Write nothing about a person.', reasonGone: 'The text of the reason was erased when its time had run out.', ownHold: 'Another person than the one who set a hold lifts it.', lift: 'Lift the hold', setHold: 'Set a hold', setHoldMore: 'Under a hold nothing is erased, even when the years are over.', chooseEngagement: 'Choose the engagement.', choose: 'Choose',
  erased: 'Erased', noErased: 'Nothing has been erased yet.', number: 'Number', whole: 'The whole municipality', what: 'What', items: 'Pieces', count_one: '{{count}}', count_other: '{{count}}', at: 'Erased at', entry: 'Entry in the ledger', entryOf: 'No. {{index}}', nothing: 'None (there was nothing)', rules: 'What is kept', kept: 'Receipts and wipe certificates stay, as evidence of what was handed over.', why: 'Why it is kept', left: 'What stays afterwards',
  years: 'Years of keeping', yearsNow: 'Now {{years}} years (at first {{usual}}), counted from the end of the fiscal year in which an engagement was closed.', setYears: 'Change the years', yearsNeeded: 'Give a number from 1 to 30.', yearUnit: '', reasonNeeded: 'Write the reason.',
};
