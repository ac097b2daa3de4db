// Our own icons: 24 px, each a distinct outline, always beside a word, never read aloud (UI 4).
const PATHS = {
  tick: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.5-4-4 1.6-1.6 2.4 2.4 5.6-5.6 1.6 1.6z',
  warning: 'M12 2.5 1.5 21h21zm1.2 15.3h-2.4v-2.4h2.4zm0-4.2h-2.4V8.8h2.4z',
  cross: 'M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zm8 12.3L13.6 12l2.3-2.3-1.6-1.6-2.3 2.3-2.3-2.3-1.6 1.6 2.3 2.3-2.3 2.3 1.6 1.6 2.3-2.3 2.3 2.3z',
  note: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1.2 15h-2.4v-6.5h2.4zm0-8.3h-2.4V6.5h2.4z',
  pencil: 'M4 16.5V20h3.5L18.2 9.3l-3.5-3.5zM20.6 6.9a1 1 0 0 0 0-1.4l-2.1-2.1a1 1 0 0 0-1.4 0l-1.6 1.6L19 8.5z',
  up: 'M11 15V6.8L8 9.8 6.6 8.4 12 3l5.4 5.4L16 9.8l-3-3V15zM3 14h2v5h14v-5h2v7H3z',
  down: 'M13 3v8.2l3-3 1.4 1.4L12 15 6.6 9.6 8 8.2l3 3V3zM3 14h2v5h14v-5h2v7H3z',
  hourglass: 'M6 2h12v4.5L13.5 12l4.5 5.5V22H6v-4.5l4.5-5.5L6 6.5z',
  person: 'M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM3.5 21c0-4.5 3.8-7.5 8.5-7.5s8.5 3 8.5 7.5z',
  back: 'M9 4 2.5 10.5 9 17v-4.5h6a3.5 3.5 0 0 1 0 7H8V22h7a6 6 0 0 0 0-14H9z',
  key: 'M8 5a6 6 0 0 1 5.7 4.2H22v5h-2.5V17H16v-2.8h-2.3A6 6 0 1 1 8 5Zm0 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  half: 'M3 5h18v14H3zm2 2v5h14V7z',
  envelope: 'M3 9.5 12 3l9 6.5V21H3zm9 5.2 6.5-4.4L12 5.5l-6.5 4.8z',
  slash: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2.5c1.6 0 3.1.5 4.3 1.4L5.9 16.3A7.5 7.5 0 0 1 12 4.5Zm0 15c-1.6 0-3.1-.5-4.3-1.4L18.1 7.7A7.5 7.5 0 0 1 12 19.5Z',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm4.6 14.2-5.8-3.6V6.5H13v4.9l4.8 3z',
  fading: 'M3 3h18v6H3zm0 8h4v4H3zm6 0h2v4H9zm5 0h2v4h-2zM3 17h2v4H3zm6 0h1v3H9z',
  dashed: 'M3 3h5v2.5H5.500V8H3zm7 0h4v2.500h-4zm6 0h5v5h-2.500V5.500H16zM3 10h2.500v4H3zm15.500 0H21v4h-2.500zM3 16h2.500v2.500H8V21H3zm7 2.500h4V21h-4zm8.500-2.500H21v5h-5v-2.500h2.500z',
  double: 'm1.500 12.500 1.700-1.700 4 4L16 6l1.700 1.700L7.200 18.200zm10 2.700 1.700 1.600 8.300-8.300 1.700 1.700L13.200 20z',
  file: 'M5 2h9l5 5v15H5zm8.500 1.800V7.500h3.700z',
  ring: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2.5a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15Z',
  list: 'M3 5h3v3H3zm5 .2h13v2.600H8zM3 10.500h3v3H3zm5 .2h13v2.600H8zM3 16h3v3H3zm5 .2h13v2.600H8z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  return <svg aria-hidden viewBox="0 0 24 24" className={`${small ? 'size-5' : 'mt-0.5 size-6'} shrink-0 fill-current`}><path d={PATHS[name]} fillRule="evenodd" /></svg>;
}
