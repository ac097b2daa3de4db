// Which characters no typed text may bear: they hide, or reorder what a reader sees (H 20, 21, 62). One list for the wire, the records and the files read in.

/** Inside a character class of a Unicode pattern: controls, lone surrogates, and the marks that join, hide or turn the direction. */
const unseen = String.raw`\p{Cc}\p{Cs}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF`;

/** All of a line. */
export const legibleLine = new RegExp(`^[^${unseen}]*$`, 'u');
/** All of a text of several lines: of the controls, only the ends of lines. */
export const legibleLines = new RegExp(`^(?:\\n|[^${unseen}])*$`, 'u');
