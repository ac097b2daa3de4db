// ASVS 5.0, chapter V5: files.
import type { AsvsRow } from './row.ts';

export const v5: readonly AsvsRow[] = [
  { id: '5.1.1', level: 2, what: 'a document says which files are taken, how large, unpacked too, and what happens to malware', stands: 'tested' },
  { id: '5.2.1', level: 1, what: 'only files of a size that can be carried', stands: 'tested' },
  { id: '5.2.2', level: 1, what: 'the content of a file is what its name says', stands: 'tested' },
  { id: '5.2.3', level: 2, what: 'archives are bounded in size and number before they are unpacked', stands: 'tested' },
  { id: '5.2.4', level: 3, what: 'what one person may store is bounded', stands: { open: 'each file and the files of each transfer are bounded, and the places of a person at one time; not the sum of a person\'s or section\'s drafts' } },
  { id: '5.2.5', level: 3, what: 'archives with links in them are refused', stands: { open: 'refused in ZIP, tar and gzip, and tested; 7-Zip packs its own table of contents, which is not looked into' } },
  { id: '5.3.1', level: 1, what: 'no stored file is run or served by its address', stands: 'tested' },
  { id: '5.3.2', level: 1, what: 'paths are made of our own ids, never of a given name', stands: 'tested' },
  { id: '5.3.3', level: 3, what: 'paths inside archives are ignored', stands: { file: 'server/inspecting/zip-search.ts', why: 'parts are searched in memory as they stream by, and nothing is written; names that lead out of their folder are refused for whoever unpacks the archive' } },
  { id: '5.4.1', level: 2, what: 'the server says under which name a file is saved', stands: 'tested' },
  { id: '5.4.2', level: 2, what: 'that name is encoded', stands: 'tested' },
  { id: '5.4.3', level: 2, what: 'files are scanned for malware', stands: 'tested' },
];
