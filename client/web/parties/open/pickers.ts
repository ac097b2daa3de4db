// The file pickers that some browsers have: one file, or a folder for several. Names never overwrite what lies there already.
declare global {
  interface Window {
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
    showDirectoryPicker?: (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
  }
}

/** Files above this size cannot be opened where there is no file picker: the whole would stand in memory. */
export const LARGEST_DOWNLOAD_BYTES = 2 * 1024 ** 3;

export function canPick(count: number): boolean {
  return count === 1 ? window.showSaveFilePicker !== undefined : window.showDirectoryPicker !== undefined;
}

/** A handle per name, or null where this browser has no picker (files become downloads). Throws AbortError when the person closes the picker. */
export async function pickTargets(names: readonly string[]): Promise<FileSystemFileHandle[] | null> {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    return window.showSaveFilePicker === undefined ? null : [await window.showSaveFilePicker({ suggestedName: only })];
  }
  if (window.showDirectoryPicker === undefined) return null;
  const folder = await window.showDirectoryPicker({ mode: 'readwrite' });
  const handles: FileSystemFileHandle[] = [];
  for (const name of names) handles.push(await folder.getFileHandle(await freeName(folder, name), { create: true }));
  return handles;
}

async function freeName(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let round = 1; ; round += 1) {
    const tried = round === 1 ? name : `${stem} (${round})${ending}`;
    const taken = await folder.getFileHandle(tried).then(() => true, () => false);
    if (!taken) return tried;
  }
}
