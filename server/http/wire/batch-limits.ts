// How much one request with many small files may hold. Apart from the shapes, so that a page knows it without them.

export const batchMedia = 'application/vnd.kagibako.batch';
/** So many files, and so many bytes of head and files. Larger files go by /api/uploads. */
export const BATCH_FILES = 500;
export const BATCH_BYTES = 4 * 1024 * 1024;
/** No file of a batch is larger: what is more than this is better sent by itself. */
export const BATCH_FILE_BYTES = 512 * 1024;
