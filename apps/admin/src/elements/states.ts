import type { AuditEntry, GenerationState, Lot, Override } from '../api/contract';
import type { Tone } from './badge';

export const GENERATION_TONES: Readonly<Record<GenerationState, Tone>> = {
  PENDING: 'accent',
  COMPLETED: 'good',
  FAILED: 'bad',
  CANCELLED: 'plain',
  EXPIRED: 'warn',
};

export const LOT_TONES: Readonly<Record<Lot['state'], Tone>> = {
  available: 'good',
  pending: 'accent',
  spent: 'plain',
  lapsed: 'warn',
  void: 'bad',
};

export const OUTCOME_TONES: Readonly<Record<AuditEntry['outcome'], Tone>> = {
  accepted: 'good',
  refused: 'bad',
  'no-effect': 'plain',
};

export const OVERRIDE_TONES: Readonly<Record<Override['state'], Tone>> = {
  'in-force': 'good',
  ended: 'plain',
  replaced: 'plain',
  removed: 'plain',
};
