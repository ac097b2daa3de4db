// How each route is called, and the shapes of what is asked before sign-in. The build puts the values here, so that no schema is shipped (vite.config.ts).
import { wireTable } from '../wire-table.ts';

export const { addresses, first } = wireTable();
