// Inquiries with their answers, collecting again, and how far a file was looked into.
import type { Words } from '../ja.ts';

export const pair: Words['pair'] = {
  answer: 'Answer to the inquiry', asked: 'The inquiry', mine: 'It is your turn: answer this inquiry.', toInquiry: 'See inquiry {{number}}', toAnswer: 'See answer {{number}}', none: 'No answer yet.', owed: 'Not answered yet.', send: 'Send the answer', title: 'Answer to inquiry {{number}}',
  answering: 'This answers inquiry {{number}} from {{sender}}.', answeringMore: 'Engagement, recipient, form and title are filled in. Check quantity and deadline, then go on to the files.', cannot: 'Inquiry {{number}} cannot be answered from here: it has an answer, or the engagement is not open.',
};
export const again: Words['again'] = {
  title: 'You have collected these files whole already.', more: 'To prevent copies, a reason is recorded when files are collected again (time {{round}} of at most {{allowed}}).', reason: 'Why it is collected again', reasonMore: 'Write nothing that tells who a citizen is.', go: 'Record the reason and collect',
  usedUp: 'It has been collected as often as allowed ({{count}}).', askSender: 'If needed, ask {{sender}} for another deposit.', callSender: 'If needed, ask {{sender}} (telephone {{tel}}) for another deposit.',
};
export const look: Words['look'] = { not: 'Content check: this form is not looked into for individual numbers and the like.', part: 'Content check: only a part was looked into.' };
export const goOn: Words['goOn'] = {
  goesOn: 'Goes on from {{size}}, which have arrived', another: 'Another file than the one that was begun; it is sent from its beginning', unfinishedTitle: 'Some files have arrived in part.', unfinishedMore: 'To go on sending, choose these files again.', unfinishedArrived: '{{arrived}} of {{size}} arrived', unfinishedUntil: 'kept until {{at}}', unfinishedChanged: 'changed {{at}}', discardNamed: 'Discard what arrived: {{file}}', discard: 'Discard what arrived', cutMore: '{{sent}} were sent. Keep this page open.', cut: 'The line was cut. Sending goes on by itself once it is back.', busy: 'The gateway is busy. Sending goes on by itself in {{count}} s.', busySoon: 'The gateway is busy. Sending goes on by itself in a moment.', filesKept: '{{kept}} / {{all}} files', many: 'Sealed: {{kept}} files; waiting: {{waiting}} files',
};
