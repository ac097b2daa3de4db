// Files by drop, by button, by folder: nothing needs a pointer (UI 7.9).
import { useRef, useState, type DragEvent } from 'react';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

async function filesOfEntry(entry: FileSystemEntry): Promise<File[]> {
  if (entry instanceof FileSystemFileEntry) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const files: File[] = [];
  // A directory answers at most 100 entries at a time, and none when it is read through.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return files;
    for (const inner of entries) files.push(...(await filesOfEntry(inner)));
  }
}

export function DropArea({ limit, onFiles }: { readonly limit: string; readonly onFiles: (files: readonly File[]) => void }) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const one = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    // The list is emptied when this turn ends, so the entries are taken now.
    const entries = Array.from(event.dataTransfer.items).map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    const plain = Array.from(event.dataTransfer.files);
    if (entries.length === 0) onFiles(plain);
    else void Promise.all(entries.map(filesOfEntry)).then((found) => onFiles(found.flat()), () => onFiles(plain));
  };
  const picked = (input: HTMLInputElement): void => {
    onFiles(Array.from(input.files ?? []));
    input.value = '';
  };
  return (
    <div onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}
      className={`grid justify-items-center gap-4 rounded-12 border-2 border-dashed p-8 text-center ${over ? 'border-act bg-chosen' : 'border-edge bg-panel'}`}>
      <p className="flex items-center gap-2"><Icon name="up" />{t('files.drop')}</p>
      <div className="flex flex-wrap justify-center gap-4">
        <Button onPress={() => one.current?.click()}>{t('files.choose')}</Button>
        <Button onPress={() => folder.current?.click()}>{t('files.chooseFolder')}</Button>
      </div>
      <p className="text-quiet">{limit}</p>
      <input ref={one} type="file" multiple hidden aria-label={t('files.choose')} onChange={(event) => picked(event.target)} />
      <input ref={(input) => { folder.current = input; input?.setAttribute('webkitdirectory', ''); }} type="file" hidden aria-label={t('files.chooseFolder')} onChange={(event) => picked(event.target)} />
    </div>
  );
}
