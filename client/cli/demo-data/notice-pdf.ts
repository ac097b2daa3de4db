/** Proofs (見本) of premium notices as a PDF: what a ward sends along, so that the print shop sees how a notice must look. */
import { makePdf, type Block } from '../../../server/documents/pdf.ts';
import { demoMunicipality, makePerson, type Person } from './people.ts';
import { makePremium, type Premium } from './premium.ts';
import { seededRandom } from './random.ts';

const notices = 4;
const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;
const months = ['7月', '8月', '9月', '10月', '11月', '12月', '翌年1月', '翌年2月'] as const;
const marks = '①②③④⑤⑥⑦⑧';

/** The one name a proof must have: characters that printers lose. */
const hardName: Pick<Person, 'name' | 'kana' | 'building'> = { name: '𠮷﨑　髙子', kana: 'ヨシザキ　タカコ', building: '㈱みどり社宅①203' };

function noticePage(person: Person, premium: Premium, number: number): Block[] {
  return [
    { kind: 'text', text: `〒${person.postcode}` },
    { kind: 'text', text: person.address },
    ...(person.building === '' ? [] : [{ kind: 'text', text: person.building } as const]),
    { kind: 'text', text: `${person.name}　様`, size: 14, strong: true },
    { kind: 'gap', points: 10 },
    { kind: 'text', text: '令和8年7月1日', align: 'right' },
    { kind: 'text', text: `${demoMunicipality}長　　公印省略`, align: 'right' },
    { kind: 'gap', points: 14 },
    { kind: 'title', text: '令和8年度　介護保険料納入通知書（見本）' },
    { kind: 'gap', points: 4 },
    { kind: 'text', text: '令和8年度の介護保険料を次のとおり決定しましたので通知します。\n各期の納期限までに納めてください。' },
    { kind: 'gap', points: 10 },
    {
      kind: 'table',
      headless: true,
      columns: [{ heading: '', share: 3, label: true }, { heading: '', share: 5 }, { heading: '', share: 3, label: true }, { heading: '', share: 4 }],
      rows: [
        ['被保険者番号', person.insuredNumber, '通知書番号', `R8-${String(number).padStart(6, '0')}`],
        ['氏名', person.name, '氏名カナ', person.kana],
        ['生年月日', person.born, '保険料段階', `第${String(premium.stage)}段階`],
        ['年額', yen(premium.yearly), '納付方法', premium.payment],
      ],
    },
    { kind: 'gap', points: 14 },
    {
      kind: 'table',
      columns: [{ heading: '期別', share: 2, align: 'center' }, { heading: '納期', share: 3, align: 'center' }, { heading: '金額', share: 4, align: 'right' }],
      rows: premium.instalments.map((amount, at) => [`${marks[at] ?? ''}　第${String(at + 1)}期`, months[at] ?? '', yen(amount)]),
    },
    { kind: 'gap', points: 14 },
    { kind: 'text', text: 'この通知書は見本です。記載された人、住所及び番号は架空のものです。', size: 9 },
  ];
}

/** Four proofs, one to a page; the first bears 髙 﨑 𠮷 ① ㈱. The same seed gives the same bytes. */
export async function noticePdf({ seed }: { seed: number }): Promise<Uint8Array> {
  const random = seededRandom(seed);
  const pages = Array.from({ length: notices }, (_, at) => {
    const person = makePerson(at, random);
    return noticePage(at === 0 ? { ...person, ...hardName } : person, makePremium(random), at + 1);
  });
  return await makePdf({
    title: '介護保険料納入通知書（見本）',
    author: demoMunicipality,
    createdAt: new Date('2026-07-01T00:00:00Z'),
    blocks: pages.flatMap((page, at): Block[] => (at === 0 ? page : [{ kind: 'page' }, ...page])),
    footer: '介護保険料納入通知書（見本）',
  });
}
