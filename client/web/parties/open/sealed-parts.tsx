// 封緘したまま保存: the sealed parts by the browser's own download, and the exact GnuPG commands where gpg can read the bodies (DESIGN, Two locks).
import { useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { size } from '../../text/amounts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link, SaveLink } from '../../ui/button.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { Acts, Section } from '../../ui/page.tsx';
import { recipe } from './recipe.ts';

export function SealedParts({ transfer, onBack }: { readonly transfer: TransferView; readonly onBack: () => void }) {
  const { t } = useWords();
  const { id } = transfer;
  return (
    <div className="grid gap-6">
      <Section title={t('sealed.title')}>
        <p>{t('sealed.more')}</p>
        <div className="grid gap-3">
          <p><SaveLink href={api.address('lock', { id })} name="lock.pgp">{t('sealed.lock')}</SaveLink></p>
          <LongList items={transfer.files} keyOf={(file) => file.id} height={44}>{(file) => <span className="flex flex-wrap items-center gap-3"><SaveLink href={api.address('body', { id, fileId: file.id })} name={`${file.name ?? file.id}.body`}>{t('sealed.body', { file: file.name ?? file.id })}</SaveLink><span>{size(file.bodySize)}</span></span>}</LongList>
          <p className="flex flex-wrap gap-3"><SaveLink href={api.address('manifest', { id })} name="manifest.json">{t('sealed.manifest')}</SaveLink><SaveLink href={api.address('manifestSignature', { id })} name="manifest.json.asc">{t('sealed.signature')}</SaveLink></p>
        </div>
      </Section>
      {transfer.gpgReadable
        ? <Section title={t('sealed.commands')}><p>{t('sealed.commandsMore')}</p><LongList items={transfer.files} keyOf={(file) => file.id} height={300}>{(file) => <Commands transfer={transfer} name={file.name ?? file.id} />}</LongList><Banner kind="mind" title={t('sealed.deleteOnError')} /></Section>
        : <p>{t('sealed.notGpg')}</p>}
      <Acts><Button onPress={onBack}>{t('act.back')}</Button><Link to={`/transfers/${id}/receipt`} kind="filled">{t('open.toReceipt')}</Link></Acts>
    </div>
  );
}

function Commands({ transfer, name }: { readonly transfer: TransferView; readonly name: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div className="grid gap-4">
      {(['windows', 'unix'] as const).map((system) => {
        const text = recipe(system, transfer.lockForm, name);
        return (
          <div key={system} className="grid gap-2">
            <p className="text-std-16B-170">{t(`sealed.system.${system}`)}</p>
            <pre tabIndex={0} aria-label={t(`sealed.system.${system}`)} className="overflow-x-auto rounded-8 bg-panel p-4 font-mono whitespace-pre">{text}</pre>
            <div><Button onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(system))}>{copied === system ? t('act.copied') : t('act.copy')}</Button></div>
          </div>
        );
      })}
    </div>
  );
}
