// The shapes of all other answers, loaded with the first of them. The build puts the values here (vite.config.ts).
import { wireTable } from '../wire-table.ts';

export const { rest } = wireTable();
