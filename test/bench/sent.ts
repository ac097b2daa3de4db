// One transfer on its way through the gateway: sent by the clerk, released to a firm, its password handed over; ready to be collected.
import { fetchSealed, type Sealed } from '../../client/collecting.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { draftFor } from '../town.ts';
import type { Site } from './site.ts';

export interface Released { readonly id: string; readonly password: string }
export interface Ready extends Released {
  readonly sealed: Sealed;
  /** Of the one body. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodySize: number;
  readonly bodySha256: string;
}

/** Sends one file to the firm with that number. SEIPDv1 goes under a password alone. */
export async function sendFileTo(site: Site, index: number, format: 'seipd1' | 'seipd2-gcm', chunks: AsyncIterable<Uint8Array>): Promise<Ready> {
  const draft = await draftFor(site.clerk, { engagement: site.engagements[format] }, { recipientIds: [firmOf(site, index).id] });
  await uploadFile({ address: site.clerk.api.address('addFile', { id: draft.id }), headers: site.clerk.line.headers(), name: 'noufu_01.bin', chunks });
  return collectable(site, index, await release(site, draft));
}

/** Submits a draft and hands its password over. */
export async function release({ clerk }: Site, draft: { readonly id: string; readonly transfers: readonly { readonly id: string }[] }): Promise<Released> {
  await clerk.api.call('submit', { id: draft.id });
  // The password is made on another occasion.
  await clerk.signInAgain();
  const id = draft.transfers[0]?.id ?? '';
  const { notice, password } = await clerk.api.call('addNotice', { body: { transferIds: [id] } });
  await clerk.api.call('handover', { id: notice.id, body: { method: 'in-person', to: notice.addressees[0]?.id ?? '', at: new Date().toISOString() } });
  return { id, password };
}

/** What the firm needs to ask for the body. */
export async function collectable(site: Site, index: number, released: Released): Promise<Ready> {
  const { api, line } = firmOf(site, index).handler;
  const sealed = await fetchSealed(api, released, await (await api.call('gatewayCertificate', {})).text());
  const [file] = sealed.manifest.files;
  if (file === undefined) throw new Error('expected one file in the manifest');
  return { ...released, sealed, address: api.address('body', { id: released.id, fileId: file.body }), headers: line.headers(), bodySize: file.bodySize, bodySha256: file.bodySha256 };
}

export function firmOf({ firms }: Site, index: number): Site['firms'][number] {
  const firm = firms[index];
  if (firm === undefined) throw new Error(`expected a firm ${index}`);
  return firm;
}
