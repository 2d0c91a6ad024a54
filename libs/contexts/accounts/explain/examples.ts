const POSITION = '3f9a1c20-00000000000000000042';
const AT = '2026-11-21T20:48:00.000Z';

/** A refusal as it is explained, for the documentation. */
export const ACT_EXAMPLE = {
  accountId: 'ada',
  id: '7b1e…',
  outcome: 'refused',
  says: [
    '“prompt” was refused for web at 2026-11-21T20:48:00.000Z in the tier “free”, under catalog version 3.',
    "You've used 10 of 10 prompts today. Resets in 3 h 12 m.",
    '1 more fits after 00:00Z (in 3 h 12 m).',
  ],
  decided: {
    ...{ at: AT, position: POSITION, command: 'RequestGeneration', commandId: '7b1e…', actor: 'web' },
    ...{ action: 'prompt', tier: 'free', catalogVersion: 3 },
  },
  refusal: { reason: 'limit-reached', sentence: "You've used 10 of 10 prompts today.", figures: {} },
  credits: null,
  limits: [],
  wouldChange: ['1 more fits after 00:00Z (in 3 h 12 m).'],
  again: { allowed: false, says: 'Asked again now it would be refused: …' },
  history: [{ event: 'CommandRefused', at: AT, position: POSITION, actor: 'web' }],
  position: POSITION,
};

/** A limit as it is explained, for the documentation. */
export const LIMIT_EXAMPLE = {
  accountId: 'ada',
  limit: 'prompts_daily',
  member: null,
  says: [
    '10 of 10 prompts today used; 0 more fit.',
    'The value is that of the tier “free” in catalog version 3.',
  ],
  standing: { limit: 'prompts_daily', used: 10, held: 0, value: 10, remaining: 0, source: 'tier' },
  ...{ tier: 'free', plan: null, catalogVersion: 3 },
  setBy: { event: 'AccountOpened', at: AT, position: POSITION, actor: 'web', override: null },
  uses: [{ event: 'GenerationCompleted', at: AT, position: POSITION, actor: 'web', id: '7b1e…', units: 1 }],
  ...{ olderUnits: 9, holds: [], wouldChange: ['10 more fit after 00:00Z (in 3 h 12 m).'] },
  position: POSITION,
};
