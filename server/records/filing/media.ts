// What an attachment is, told by its bytes and not by its name: an allow-list, and a name that says something else is refused. Pure.
// (An HTML page named .pdf would run in a browser that trusts the name.)

interface Form { readonly media: string; readonly extensions: readonly string[]; readonly fits: (bytes: Uint8Array) => boolean }

const startsWith = (...head: number[]) => (bytes: Uint8Array): boolean => head.every((byte, at) => bytes[at] === byte);
const ascii = (text: string): number[] => Array.from(text, (symbol) => symbol.charCodeAt(0));

/** An Office Open XML package holds its main part under a fixed name; one with macros is refused. */
const isOffice = (part: string) => (bytes: Uint8Array): boolean => {
  if (!startsWith(0x50, 0x4b, 3, 4)(bytes)) return false;
  const inside = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return inside.includes(part) && inside.includes('[Content_Types].xml') && !inside.includes('vbaProject.bin');
};

/** Text as UTF-8 or as Windows in Japan writes it, without control characters. */
function isText(bytes: Uint8Array): boolean {
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'shift_jis');
  return text !== undefined && !/[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const forms: readonly Form[] = [
  { media: 'application/pdf', extensions: ['pdf'], fits: startsWith(...ascii('%PDF-')) },
  { media: 'image/png', extensions: ['png'], fits: startsWith(0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a) },
  { media: 'image/jpeg', extensions: ['jpg', 'jpeg'], fits: startsWith(0xff, 0xd8, 0xff) },
  { media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], fits: isOffice('word/document.xml') },
  { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], fits: isOffice('xl/workbook.xml') },
  { media: 'text/csv', extensions: ['csv'], fits: isText },
  { media: 'text/plain', extensions: ['txt', 'log'], fits: isText },
];

/** The endings that an attachment may have. */
export const allowedEndings = forms.flatMap((form) => form.extensions);

/** The media type of what came, or undefined where its bytes are not what its name says. */
export function mediaOf(name: string, bytes: Uint8Array): string | undefined {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return forms.find((form) => form.extensions.includes(ending) && form.fits(bytes))?.media;
}
