// A receiver's side of syslog, written from the RFCs: octet counting (RFC 6587 3.4.1) and the grammar of RFC 5424 section 6, strictly.

export interface Received { readonly priority: number; readonly at: string; readonly host: string; readonly id: string; readonly data: Readonly<Record<string, string>>; readonly text: string }

/** Takes bytes as they come in; gives whole frames. Throws on a frame that does not begin with a length. */
export function createDeframer(): (bytes: Buffer) => Buffer[] {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const frames: Buffer[] = [];
    for (;;) {
      const space = held.indexOf(0x20);
      const length = held.subarray(0, space < 0 ? held.length : space).toString('latin1');
      if (!/^(?:[1-9][0-9]*)?$/.test(length)) throw new Error(`expected MSG-LEN, ${JSON.stringify(length.slice(0, 20))} came`);
      if (space < 0 || held.length < space + 1 + Number(length)) return frames;
      frames.push(held.subarray(space + 1, space + 1 + Number(length)));
      held = held.subarray(space + 1 + Number(length));
    }
  };
}

const header = /^<(0|[1-9][0-9]{0,2})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) ([\x21-\x7e]{1,255}) ([\x21-\x7e]{1,48}) ([\x21-\x7e]{1,128}) ([\x21-\x7e]{1,32}) \[([^ =\]"]{1,32})/;

/** Throws when the message is not in the grammar, its text has no byte order mark or is not UTF-8. */
export function parseMessage(frame: Buffer): Received {
  const latin = frame.toString('latin1');
  const found = header.exec(latin);
  if (found === null || Number(found[1]) > 191 || found[4] !== 'kagibako' || found[7] !== 'kagibako@32473') throw new Error(`not RFC 5424: ${latin.slice(0, 200)}`);
  const data: Record<string, string> = {};
  let at = found[0].length;
  for (let parameter; (parameter = /^ ([^ =\]"]{1,32})="((?:[^"\\\]]|\\["\\\]])*)"/.exec(latin.slice(at))) !== null; at += parameter[0].length) {
    data[parameter[1] ?? ''] = Buffer.from((parameter[2] ?? '').replace(/\\(["\\\]])/g, '$1'), 'latin1').toString('utf8');
  }
  if (latin.slice(at, at + 5) !== '] \u00ef\u00bb\u00bf') throw new Error(`expected the end of the structured data and a byte order mark: ${latin.slice(at, at + 20)}`);
  return { priority: Number(found[1]), at: found[2] ?? '', host: found[3] ?? '', id: found[6] ?? '', data, text: new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(at + 5)) };
}
