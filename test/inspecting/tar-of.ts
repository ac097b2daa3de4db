// A tar archive for the tests, in POSIX's form.

export interface TarMember { readonly name: string; readonly type?: string; readonly bytes?: Uint8Array; /** Put over the header before its sum is reckoned. */ readonly over?: readonly (readonly [at: number, text: string])[]; /** The sum is that of signed bytes. */ readonly signed?: boolean }

export function tarOf(members: readonly TarMember[]): Buffer {
  return Buffer.concat([...members.flatMap(blocks), Buffer.alloc(1024)]);
}

/** A name that does not fit stands before its member. */
function blocks({ name, type = '0', bytes, over = [], signed = false }: TarMember): Buffer[] {
  const path = Buffer.from(name);
  const before = path.length > 100 ? blocks({ name: 'name', type: 'x', bytes: fact('path', name) }) : [];
  const content = bytes ?? Buffer.from(type === '0' ? '1,2\r\n' : '');
  const header = Buffer.alloc(512);
  header.set(path.subarray(0, 100));
  for (const [at, text] of [[100, '0000644\0'], [108, '0000000\0'], [116, '0000000\0'], [124, `${content.length.toString(8).padStart(11, '0')}\0`], [136, '00000000000\0'], [148, ' '.repeat(8)], [156, type], [257, 'ustar\x0000'], ...over] as const) header.write(text, at, 'latin1');
  header.write(`${header.reduce((sum, byte) => sum + (signed && byte > 0x7f ? byte - 256 : byte), 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return [...before, header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)];
}

export function fact(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const digits = String(rest + String(rest).length).length;
  return Buffer.from(`${rest + digits} ${key}=${value}\n`);
}
