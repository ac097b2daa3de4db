// The town of one paper: a gateway whose clock stands in the paper's days, the engagement made from its preset, and the people of its cast.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { PresetId } from '../../../config/presets/presets.ts';
import { readSettings } from '../../../config/settings.ts';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import { initialise, run, type RunningGateway } from '../../../server/running.ts';
import { demoMunicipality } from '../demo-data/people.ts';
import { makeKeyPair, type KeyPair } from '../../opening.ts';
import { turnableTime, type TurnableTime } from '../demo/clock.ts';
import { arrive, type Someone } from '../demo/someone.ts';
import { casts, type FirmCast, type SectionCast } from './cast.ts';

export const passphrase = 'つくえ の うえ の はこ 3番';

export interface Section { readonly id: string; readonly name: string; readonly telephone: string; readonly clerk: Someone; readonly approver: Someone; readonly key: KeyPair }
export interface Firm { readonly id: string; readonly name: string; readonly page: string; readonly telephone: string; readonly manager: Someone; readonly handler: Someone; readonly officer: Someone; readonly key: KeyPair }

export interface PaperTown {
  readonly paper: PresetId;
  readonly running: RunningGateway;
  readonly time: TurnableTime;
  readonly admin: Someone;
  readonly auditor: Someone;
  readonly sections: readonly Section[];
  readonly firms: readonly Firm[];
  readonly engagement: EngagementView;
  /** What the paper does not give and the preset assumes. */
  readonly assumptions: readonly { readonly path: string; readonly ja: string; readonly en: string }[];
  readonly everyone: readonly Someone[];
  readonly faults: readonly string[];
}

/** Founds the town on the first day of its paper. `folder` is made; the caller closes `running`. */
export async function foundPaperTown(paper: PresetId, folder: string, webFolder?: null): Promise<PaperTown> {
  const cast = casts[paper];
  const time = turnableTime((Date.now() - Date.parse(`${cast.begins}:00.000+09:00`)) / 60_000);
  const settings = readSettings({ KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', KAGIBAKO_STORAGE_MODEL: 'デモ用フォルダー', KAGIBAKO_STORAGE_PLACE: 'この端末', KAGIBAKO_STORAGE_CONTACT: `${demoMunicipality} 情報システム課（架空）` });
  const faults: string[] = [];
  const founded = await initialise(settings, { time, random: randomBytes }, { code: 'asagiri', name: demoMunicipality, login: 'admin', adminName: '管理 太郎' });
  const running = await run(settings, { time, random: randomBytes, tickEvery: 0, fault: (id, error) => faults.push(`${id} ${error instanceof Error ? error.stack ?? error.message : typeof error}`), ...(webFolder === undefined ? {} : { webFolder }) });
  try {
    const admin = await arrive(running.origins.ward, founded);
    const auditor = await add(admin, running.origins.ward, { role: 'auditor', login: 'kansa', name: '監査 花子' });
    const sections: Section[] = [];
    for (const one of cast.sections) sections.push(await addSection(admin, running, time, one));
    const firms: Firm[] = [];
    for (const one of cast.firms) firms.push(await addFirm(admin, running, time, one));
    const { engagement, assumptions } = await addEngagement(admin, paper, sections, firms);
    const everyone = [admin, auditor, ...sections.flatMap(({ clerk, approver }) => [clerk, approver]), ...firms.flatMap(({ manager, handler, officer }) => [manager, handler, officer])];
    return { paper, running, time, admin, auditor, sections, firms, engagement, assumptions, everyone, faults };
  } catch (error) {
    await running.close();
    throw error;
  }
}

interface NewPerson { role: 'staff' | 'handler' | 'auditor'; login: string; name: string; sectionId?: string; contractorId?: string; canApprove?: boolean }

async function add(admin: Someone, origin: string, body: NewPerson, page?: string): Promise<Someone> {
  const made = await admin.api.call('addAccount', { body });
  return arrive(origin, { ...made, ...(page === undefined ? {} : { page }) });
}

async function addSection(admin: Someone, running: RunningGateway, time: TurnableTime, { name, telephone, clerk, approver }: SectionCast): Promise<Section> {
  const { id } = await admin.api.call('addSection', { body: { name, telephone } });
  return {
    id, name, telephone, key: await makeKeyPair({ name: `${demoMunicipality} ${name}`, passphrase }, new Date(time.wall())),
    clerk: await add(admin, running.origins.ward, { role: 'staff', ...clerk, sectionId: id }), approver: await add(admin, running.origins.ward, { role: 'staff', ...approver, sectionId: id, canApprove: true }),
  };
}

async function addFirm(admin: Someone, running: RunningGateway, time: TurnableTime, { name, address, telephone, manager, handler, officer }: FirmCast): Promise<Firm> {
  const { id, page } = await admin.api.call('addContractor', { body: { name, address } });
  return {
    id, name, page, telephone, key: await makeKeyPair({ name, passphrase }, new Date(time.wall())),
    manager: await add(admin, running.origins.contractor, { role: 'handler', ...manager, contractorId: id, canApprove: true }, page), handler: await add(admin, running.origins.contractor, { role: 'handler', ...handler, contractorId: id }, page),
    officer: await add(admin, running.origins.contractor, { role: 'handler', ...officer, contractorId: id }, page),
  };
}

/** The paper's own period and terms; only the ordinance is the made-up ward's. The first 取扱責任者 of a firm is put on the roster by the administrator. */
async function addEngagement(admin: Someone, paper: PresetId, sections: readonly Section[], firms: readonly Firm[]) {
  const preset = (await admin.api.call('presets', {})).find((one) => one.preset === paper);
  if (preset === undefined) throw new Error(`expected the preset ${paper} of config/presets`);
  const { assumptions, ...body } = preset;
  const engagement = await admin.api.call('addEngagement', { body: { ...body, legalBasis: body.legalBasis.replaceAll('新宿区', demoMunicipality), sectionIds: sections.map(({ id }) => id), contractorIds: firms.map(({ id }) => id) } });
  for (const firm of firms) await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: firm.manager.id, role: 'manager', startsOn: engagement.from } });
  return { engagement, assumptions };
}
