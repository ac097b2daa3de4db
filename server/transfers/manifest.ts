// The manifest of a transfer: what was sealed, by whom, for whom. The same rows give the same bytes each time, so that it can
// be signed when it is asked for and holds no copy of the names that the wipe would have to find.
import type { Engagement } from '../engagements/engagement.ts';
import { manifestBytes } from '../sealing/manifest.ts';
import { TransferRefused } from './refusal.ts';
import type { SealedFile, Transfer } from './transfer.ts';

/** The canonical bytes. Throws `TransferRefused` (ALREADY_WIPED) when the names are gone. */
export function manifestOf(found: { transfer: Transfer; engagement: Engagement; files: readonly SealedFile[]; names: ReadonlyMap<string, string>; municipality: string }): Uint8Array {
  const { transfer, engagement, files, names } = found;
  const parties = [...engagement.sections, ...engagement.contractors];
  const nameOf = (id: string): string => parties.find((party) => party.id === id)?.name ?? id;
  return manifestBytes({
    version: 1, transfer: transfer.id, number: transfer.number, municipality: found.municipality, sender: nameOf(transfer.senderId), recipient: nameOf(transfer.recipientId),
    engagement: engagement.title, form: engagement.forms.find((form) => form.id === transfer.formId)?.name ?? '', purpose: engagement.purpose,
    sealedAt: transfer.submission?.at ?? transfer.createdAt, lockForm: transfer.lockForm, bodyFormat: transfer.bodyFormat,
    recipientFingerprints: transfer.certificates.map((certificate) => certificate.fingerprint),
    files: files.map((file) => ({ name: mustKnow(names, file.nameText), size: file.size, sha256: file.sha256, body: file.id, bodySize: file.bodySize, bodySha256: file.bodySha256 })),
  });
}

function mustKnow(names: ReadonlyMap<string, string>, id: string): string {
  const name = names.get(id);
  if (name === undefined) throw new TransferRefused('ALREADY_WIPED');
  return name;
}
