// The demo's ward あさぎり区: a gateway with its embedded defaults on loopback, and people made through the API by its administrator.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readSettings } from '../../../config/settings.ts';
import { loadPreset, periodIn } from '../../../config/presets/presets.ts';
import { japanDay } from '../../../server/engagements/japan-time.ts';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
// The command line is also the operator's tool on the gateway's own machine: the demo and `admin` are the only places of the
// client that may start a gateway.
import { initialise, run, type RunningGateway } from '../../../server/running.ts';
import { demoMunicipality } from '../demo-data/people.ts';
import { agree } from './agreeing.ts';
import type { TurnableTime } from './clock.ts';
import { arrive, type Arrival, type Someone } from './someone.ts';

export interface Firm { readonly id: string; readonly name: string; readonly page: string }

export interface Town {
  readonly running: RunningGateway;
  readonly time: TurnableTime;
  readonly dataFolder: string;
  readonly engagement: EngagementView;
  readonly admin: Someone;
  /** 担当者; deposits. */
  readonly sato: Someone;
  /** Approves. */
  readonly takahashi: Someone;
  readonly auditor: Someone;
  readonly midori: Firm;
  /** 取扱責任者 of midori. */
  readonly tanaka: Someone;
  /** A firm that has only GnuPG. */
  readonly aoba: Firm;
  readonly ito: Someone;
  /** Faults that the gateway told; there should be none. */
  readonly faults: readonly string[];
}

export interface Founding {
  readonly folder: string;
  readonly time: TurnableTime;
  readonly ports: { readonly ward: number; readonly contractor: number };
  /** Absent: where the build put it. */
  readonly webFolder?: null;
}

/** Makes data, keys and the first administrator as `kagibako admin init` does, starts the gateway, and has the administrator make the rest. */
export async function foundTown({ folder, time, ports, webFolder }: Founding): Promise<Town> {
  const settings = readSettings({
    KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'),
    KAGIBAKO_WARD_PORT: String(ports.ward), KAGIBAKO_CONTRACTOR_PORT: String(ports.contractor),
    KAGIBAKO_STORAGE_MODEL: 'デモ用フォルダー', KAGIBAKO_STORAGE_PLACE: 'この端末', KAGIBAKO_STORAGE_CONTACT: `${demoMunicipality} 情報システム課（架空）`,
  });
  const faults: string[] = [];
  const founded = await initialise(settings, { time, random: randomBytes }, { code: 'asagiri', name: demoMunicipality, login: 'admin', adminName: '管理 太郎' });
  const running = await run(settings, {
    time, random: randomBytes, tickEvery: 0, fault: (id, error) => faults.push(`${id} ${error instanceof Error ? error.stack ?? error.message : typeof error}`),
    ...(webFolder === undefined ? {} : { webFolder }),
  });
  try {
    const admin = await arrive(running.origins.ward, founded);
    return { running, time, dataFolder: settings.dataFolder, faults, admin, ...(await settle(running, admin, time)) };
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function settle(running: RunningGateway, admin: Someone, time: TurnableTime) {
  const section = await admin.api.call('addSection', { body: { name: '福祉部 介護保険課', telephone: '00-0000-1111' } });
  const midori = await admin.api.call('addContractor', { body: { name: '株式会社みどり印刷', address: '○○県△△市2-4-6' } });
  const aoba = await admin.api.call('addContractor', { body: { name: '有限会社あおば封入センター', address: '○○県□□市1-3-5' } });
  const person = async (body: Parameters<typeof addPerson>[1], page?: string): Promise<Someone> => {
    const made = await addPerson(admin, body);
    return arrive(body.role === 'handler' ? running.origins.contractor : running.origins.ward, page === undefined ? made : { ...made, page });
  };
  const sato = await person({ role: 'staff', login: 'sato', name: '佐藤 恵', sectionId: section.id });
  const takahashi = await person({ role: 'staff', login: 'takahashi', name: '髙橋 健', sectionId: section.id, canApprove: true });
  const auditor = await person({ role: 'auditor', login: 'kansa', name: '監査 花子' });
  const tanaka = await person({ role: 'handler', login: 'tanaka', name: '田中 誠', contractorId: midori.id }, midori.page);
  const ito = await person({ role: 'handler', login: 'ito', name: '伊藤 葵', contractorId: aoba.id }, aoba.page);
  const engagement = await addEngagement(admin, time, { sectionIds: [section.id], contractorIds: [midori.id, aoba.id] });
  for (const [contractorId, accountId] of [[midori.id, tanaka.id], [aoba.id, ito.id]] as const) {
    await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId, accountId, role: 'manager', startsOn: engagement.from } });
  }
  await agree(sato, engagement, { firm: midori, manager: tanaka });
  await agree(sato, engagement, { firm: aoba, manager: ito });
  return { sato, takahashi, auditor, midori, tanaka, aoba, ito, engagement };
}

type NewPerson = { role: 'staff' | 'handler' | 'auditor'; login: string; name: string; sectionId?: string; contractorId?: string; canApprove?: boolean };

async function addPerson(admin: Someone, body: NewPerson): Promise<Arrival> {
  return admin.api.call('addAccount', { body });
}

/** The paper's dates are past: this year's run of it (「次年度以降も、同様の業務委託を行う。」), with the ordinance of the made-up ward. */
async function addEngagement(admin: Someone, time: TurnableTime, parties: { sectionIds: string[]; contractorIds: string[] }): Promise<EngagementView> {
  const preset = (await admin.api.call('presets', {})).find((one) => one.preset === 'S1');
  if (preset === undefined) throw new Error('expected the preset S1 of config/presets');
  const { period } = loadPreset('S1');
  const runOn = (millis: number) => periodIn(period, japanDay(new Date(millis).toISOString()));
  const { assumptions: _assumptions, ...body } = preset;
  // The demo's clock begins a day before it ends: around 1 April that is two runs.
  const from = runOn(time.wall())?.from ?? preset.from;
  const to = runOn(Date.now())?.to ?? preset.to;
  return admin.api.call('addEngagement', { body: { ...body, ...parties, from, to, legalBasis: body.legalBasis.replaceAll('新宿区', demoMunicipality) } });
}
