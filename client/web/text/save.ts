// Saves bytes that the page holds as a file, by the browser's own download.
export function saveBytes(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // The download has taken its own hold of the bytes within this time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
