// Files by drop, by paste, by button and by folder; nothing needs a pointer (UI 7.9). Folders are read through, and each file keeps the path of its folder.
import { useState } from 'react';
import { Button, DropZone, FileTrigger, Text, type DirectoryDropItem, type DropItem, type FileDropItem } from 'react-aria-components';
import { useWords } from '../app/language.ts';
import { Icon } from './icon.tsx';

/** `folder` is the path below what was chosen, `台帳/7月`, or ''. */
export interface Dropped { readonly file: File; readonly folder: string }

const BUTTON = 'inline-flex min-h-12 cursor-pointer items-center justify-center rounded-8 border-2 border-act bg-page px-4 py-2 text-oln-16B-100 leading-130 text-act underline-offset-3 hover:bg-hover hover:underline';

async function readItem(item: FileDropItem | DirectoryDropItem, folder: string): Promise<Dropped[]> {
  if (item.kind === 'file') return [{ file: await item.getFile(), folder }];
  const found: Dropped[] = [];
  for await (const entry of item.getEntries()) found.push(...(await readItem(entry, folder === '' ? item.name : `${folder}/${item.name}`)));
  return found;
}

const isFile = (item: DropItem): item is FileDropItem | DirectoryDropItem => item.kind !== 'text';

/** The browser gives the path with the name: `台帳/7月/noufu.csv`. */
function picked(list: FileList | null): Dropped[] {
  return Array.from(list ?? []).map((file) => ({ file, folder: file.webkitRelativePath.slice(0, -file.name.length).replace(/\/$/, '') }));
}

interface FileDropProps { readonly limit: string; readonly onFiles: (files: readonly Dropped[]) => void; /** Something that was dropped could not be read. */ readonly onUnreadable: () => void }

export function FileDrop({ limit, onFiles, onUnreadable }: FileDropProps) {
  const { t } = useWords();
  const [reading, setReading] = useState(false);
  const drop = (items: readonly DropItem[]): void => {
    setReading(true);
    Promise.all(items.filter(isFile).map((item) => readItem(item, ''))).then((found) => onFiles(found.flat()), onUnreadable).finally(() => setReading(false));
  };
  return (
    <DropZone onDrop={({ items }) => drop([...items])}
      className="grid justify-items-center gap-4 rounded-12 border-2 border-dashed border-edge bg-panel p-6 text-center data-[drop-target]:border-act data-[drop-target]:bg-chosen data-[focus-visible]:outline-4 data-[focus-visible]:outline-offset-2 md:p-8">
      <Text slot="label" elementType="p" className="flex items-center gap-2"><Icon name="up" />{reading ? t('files.reading') : t('files.drop')}</Text>
      <div className="flex flex-wrap justify-center gap-4">
        <FileTrigger allowsMultiple onSelect={(list) => onFiles(picked(list))}><Button className={BUTTON}>{t('files.choose')}</Button></FileTrigger>
        <FileTrigger acceptDirectory onSelect={(list) => onFiles(picked(list))}><Button className={BUTTON}>{t('files.chooseFolder')}</Button></FileTrigger>
      </div>
      <p className="text-quiet">{limit}</p>
    </DropZone>
  );
}
