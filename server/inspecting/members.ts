// What an archive may hold, whatever its form: so many members, so many bytes unpacked, no links, no name that leads out of the folder it is unpacked in
// (ASVS 5.2.3, 5.2.5, H 28). The gateway writes none of it anywhere; whoever receives it unpacks it. Pure.

/** So many members. The most that the older form of ZIP can count, and so what every unpacker takes; one file for each of 10,000 letters is far below it. */
export const mostMembers = 65_535;
/** So many bytes in all, as the archive itself tells them. Two million letters of 4 KB are half of it. */
export const mostUnpackedBytes = 16 * 1024 ** 3;

/** `member` counts from 1, in the order of the archive; 0 where it is of the whole. */
export interface ArchiveTrouble { readonly kind: 'many' | 'large' | 'link' | 'path' | 'odd'; readonly member: number }

export interface Member {
  /** As it stands there, in whatever encoding; all under which unpackers might write it. */
  readonly names: readonly Uint8Array[];
  /** Anything but a file or a folder. */
  readonly isLink: boolean;
  /** Unpacked, as the archive tells it. */
  readonly sizeInBytes: number;
}

/** One list of members. The first trouble stays. */
export class Members {
  #count = 0;
  #bytes = 0;
  #trouble: ArchiveTrouble | null = null;

  get count(): number {
    return this.#count;
  }

  get trouble(): ArchiveTrouble | null {
    return this.#trouble;
  }

  add({ names, isLink, sizeInBytes }: Member): void {
    this.#count += 1;
    this.#bytes += sizeInBytes;
    if (this.#count > mostMembers) this.fail('many');
    if (this.#bytes > mostUnpackedBytes) this.fail('large');
    if (isLink) this.fail('link');
    if (names.some(leadsOut)) this.fail('path');
  }

  /** Of the newest member; of the whole where that says more. */
  fail(kind: ArchiveTrouble['kind']): void {
    this.#trouble ??= { kind, member: kind === 'link' || kind === 'path' ? this.#count : 0 };
  }
}

const zero = 0;
/** Of Windows: the second byte of a Shift_JIS character may look like a backslash, but none is followed by dots alone. */
const separators = /[/\\]/;
/** Windows takes away dots and spaces at the end of a name, so that what has nothing else and two dots may mean the folder above. In one pass: a name of 64 KiB of dots is somebody's. */
const isFolderAbove = (part: string): boolean => /^[. ]+$/.test(part) && part.indexOf('.') !== part.lastIndexOf('.');

/** Absolute, with a drive, with a step to the folder above, or with an end that a program in C would see before its own. */
export function leadsOut(name: Uint8Array): boolean {
  if (name.includes(zero)) return true;
  const text = Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
  return separators.test(text.charAt(0)) || /^[a-z]:/i.test(text) || text.split(separators).some(isFolderAbove);
}
