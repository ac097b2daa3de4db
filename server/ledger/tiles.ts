/**
 * Hash tiles (c2sp.org/tlog-tiles): names of tiles and what they are made of. Pure.
 * Guarantees that a tile has one name only, and that it holds nothing but hashes of complete subtrees, so that it never changes.
 */
import type { NodeId } from './tree.ts';

export const TILE_WIDTH = 256;
/** Hashes of level L of the tiles are those of level 8 L of the tree. */
const TILE_HEIGHT = 8;
const MAX_LEVEL = 63;

/** `width` hashes, 1 to 256: fewer than 256 are a partial tile. */
export interface Tile { readonly level: number; readonly index: number; readonly width: number }

/** The path of a tile below the log's prefix: `tile/0/x001/x234/067`, a partial one with `.p/W`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/\d{3}/g) ?? [];
  const place = parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Takes level and place as they stand in an address, returns the tile; null for anything that is not its one name. */
export function parseTilePath(level: string, place: string): Tile | null {
  const [, whole = '', width] = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(place) ?? [];
  const tile = { level: Number(level), index: Number(whole.replace(/[x/]/g, '')), width: width === undefined ? TILE_WIDTH : Number(width) };
  const isKnown = whole !== '' && tile.level >= 0 && tile.level <= MAX_LEVEL && Number.isSafeInteger(tile.index) && (width === undefined || tile.width < TILE_WIDTH);
  // Written anew it must be the same: no leading zeroes, no level 007, no x000 in front.
  return isKnown && tilePath(tile) === `tile/${level}/${place}` ? tile : null;
}

/** The nodes of the stored tree that the tile consists of, left to right. */
export const nodesOfTile = ({ level, index, width }: Tile): NodeId[] => Array.from({ length: width }, (_, at) => ({ level: level * TILE_HEIGHT, index: index * TILE_WIDTH + at }));

/** How many hashes tile level `level` has in a tree of `size`: of those, each 256 fill a tile and the rest are the partial one. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / 2 ** (TILE_HEIGHT * level));

/** True if a log of `size` has this tile. A partial tile is served as long as its hashes are there, also when the full one has come. */
export const hasTile = ({ level, index, width }: Tile, size: number): boolean => index * TILE_WIDTH + width <= hashesAt(level, size);

/** Every tile that a tree of `size` consists of, the partial ones last in their level ("Partial Tiles": none is empty). */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    for (let left = hashesAt(level, size), index = 0; left > 0; left -= TILE_WIDTH, index += 1) tiles.push({ level, index, width: Math.min(left, TILE_WIDTH) });
  }
  return tiles;
}
