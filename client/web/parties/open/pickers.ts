// The file pickers that some browsers have: one file, or a folder for several. Names never overwrite what lies there already, and a file that was
// not filled is taken away again.
declare global {
  interface Window {
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
    showDirectoryPicker?: (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
  }
  interface FileSystemFileHandle {
    /** Not in every browser that has the picker. */
    remove?: () => Promise<void>;
  }
}

/** Files above this size cannot be opened where there is no file picker: the whole would stand in memory. */
export const LARGEST_DOWNLOAD_BYTES = 2 * 1024 ** 3;

export function canPick(count: number): boolean {
  return count === 1 ? window.showSaveFilePicker !== undefined : window.showDirectoryPicker !== undefined;
}

/** A place that the person chose. Files are made in it one by one, each only when it is about to be filled. */
export interface Place {
  make(name: string): Promise<FileSystemFileHandle>;
  /** Takes away a file that could not be filled. */
  drop(handle: FileSystemFileHandle): Promise<void>;
}

/** Asks for a place, or null where this browser has no picker (files become downloads). Throws AbortError when the person closes the picker. */
export async function pickPlace(names: readonly string[]): Promise<Place | null> {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    if (window.showSaveFilePicker === undefined) return null;
    const chosen = await window.showSaveFilePicker({ suggestedName: only });
    return { make: () => Promise.resolve(chosen), drop: async (handle) => handle.remove?.().catch(() => undefined) };
  }
  if (window.showDirectoryPicker === undefined) return null;
  const folder = await window.showDirectoryPicker({ mode: 'readwrite' });
  return {
    make: async (name) => folder.getFileHandle(await freeName(folder, name), { create: true }),
    drop: (handle) => folder.removeEntry(handle.name).catch(() => undefined),
  };
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
