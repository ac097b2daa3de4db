// An archive with too much in it, with links, with names that lead out of the folder it is unpacked in, or that says two things at once is refused: the gateway
// unpacks nothing to a disk, but whoever receives it does (ASVS 5.2.3, 5.2.5, H 28).
import { mostMembers, mostUnpackedBytes, type ArchiveTrouble } from '../inspecting/members.ts';
import { TransferRefused } from './refusal.ts';

/** Throws `TransferRefused`: ARCHIVE_TOO_MANY, ARCHIVE_TOO_LARGE, ARCHIVE_LINK, ARCHIVE_PATH, ARCHIVE_ODD. A member is told by its place; its name may be a citizen's. */
export function mustBeSound(trouble: ArchiveTrouble | null): void {
  if (trouble === null) return;
  switch (trouble.kind) {
    case 'many': throw new TransferRefused('ARCHIVE_TOO_MANY', { limit: mostMembers });
    case 'large': throw new TransferRefused('ARCHIVE_TOO_LARGE', { limitGigabytes: mostUnpackedBytes / 1024 ** 3 });
    case 'link': throw new TransferRefused('ARCHIVE_LINK', { member: trouble.member });
    case 'path': throw new TransferRefused('ARCHIVE_PATH', { member: trouble.member });
    case 'odd': throw new TransferRefused('ARCHIVE_ODD');
  }
}
