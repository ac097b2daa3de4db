// Why a cosignature that an auditor brings is not taken. The texts stand in http/refusals-witnesses.ts.
import { Refused } from './refused.ts';

export type WitnessRefusal = 'COSIGNATURE_MALFORMED' | 'COSIGNATURE_MISSING' | 'COSIGNATURE_BAD' | 'CHECKPOINT_DIFFERS';

export class WitnessRefused extends Refused<WitnessRefusal> {}
