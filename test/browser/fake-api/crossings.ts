import type { Crossing, Override } from '../../../apps/admin/src/api/contract';
import { at, DAY_MS, HOUR_MS, positionText } from './figures';

export function crossings(nowMs: number, accountId: string): Crossing[] {
  const row = (sequence: number, fields: Partial<Crossing>): Crossing => ({
    ...{ accountId, at: at(nowMs, sequence * HOUR_MS), what: 'threshold-crossed', limit: 'images_daily' },
    ...{
      member: null,
      window: '2026-11-21',
      threshold: '80%',
      line: 8,
      used: 7,
      held: 1,
      value: 10,
      available: null,
    },
    ...{ command: 'RequestGeneration', position: positionText(90_000 - sequence) },
    ...fields,
  });
  const credits = { limit: null, threshold: null, used: null, held: null, value: null };
  return [
    row(1, {}),
    row(3, {
      what: 'limit-reached',
      limit: 'exports_daily',
      threshold: 'limit',
      line: 3,
      used: 3,
      held: 0,
      value: 3,
    }),
    row(5, { ...credits, what: 'credits-recovered', line: '0', available: '500', command: 'GrantCredits' }),
    row(7, { ...credits, what: 'credits-exhausted', line: '0', available: '0', command: 'RecordUsage' }),
    row(9, {
      what: 'threshold-recovered',
      limit: 'storage_mb',
      threshold: '90%',
      line: 450,
      used: 20,
      held: 0,
      value: 500,
    }),
  ];
}

export function overrides(nowMs: number, accountId: string): Override[] {
  const row = (sequence: number, fields: Partial<Override>): Override => ({
    ...{ accountId, limit: 'images_daily', member: null, value: 10, until: at(nowMs, -9 * DAY_MS) },
    ...{
      reason: 'A launch week',
      setBy: 'ops-admin',
      setAt: at(nowMs, sequence * DAY_MS),
      state: 'in-force',
    },
    ...{ endedAt: null, endedBy: null, endReason: null, position: positionText(80_000 - sequence) },
    ...fields,
  });
  const removed = { endedAt: at(nowMs, 2 * DAY_MS), endedBy: 'ops-admin', endReason: 'The launch is over' };
  return [row(1, {}), row(4, { member: 'mia', value: null, until: null, state: 'removed', ...removed })];
}
