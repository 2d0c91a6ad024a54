import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { generations } from './generations';

const NINE = '2026-11-21T09:00:00.000Z';
const requested = () => new GivenHistory(NINE).open('acme').grant('acme', 'lot').request('acme', 'g1');
const rowAfter = (history: GivenHistory) => foldInMemory(generations, history.events)[0]!;

describe('generations', () => {
  it('is pending with every field of the request', () => {
    expect(rowAfter(requested())).toMatchObject({
      account_id: 'acme',
      generation_id: 'g1',
      state: 'PENDING',
      actor_user_id: 'mia',
      action: 'prompt',
      operation: 'generate',
      subtype: 'gpt-4o-mini',
      service: 'studio',
      model: 'gpt-4o-mini',
      project: 'p1',
      scene: 's1',
      sealed_request: 'sealed-prompt',
      flags: { hasImage: false },
      attributes: { quality: 'high' },
      held_micros: 10_000_000n,
      estimate_quantity: 1n,
      estimate_input_tokens: 100n,
      estimate_output_tokens: 200n,
      timeout_seconds: 900n,
      requested_at: NINE,
      deadline_at: '2026-11-21T09:15:00.000Z',
      resolved_at: null,
      late: false,
    });
  });

  it('completes with what was produced, used and charged', () => {
    const report = { inputTokens: 90, outputTokens: 150, processingMs: 800, costMicros: 7_000_000n };
    const history = requested().after(2).complete('acme', 'g1', report);
    expect(rowAfter(history)).toMatchObject({
      state: 'COMPLETED',
      charged_micros: 7_000_000n,
      shortfall_micros: 0n,
      quantity: 1n,
      input_tokens: 90n,
      output_tokens: 150n,
      processing_ms: 800n,
      virtual_cost_usd_micros: 12_300n,
      output_uri: 'https://files.example/out',
      result_attributes: { done: true },
      scene: 's1',
      resolved_at: '2026-11-21T09:00:02.000Z',
      duration_ms: 2000n,
      position: 'test-00000000000000000004',
    });
  });

  it('fails with a code, and with its text still sealed', () => {
    const history = requested().fail('acme', 'g1', 'model-overloaded', 'sealed-error');
    expect(rowAfter(history)).toMatchObject({ state: 'FAILED', error_code: 'model-overloaded' });
    expect(rowAfter(history)).toMatchObject({ sealed_error: 'sealed-error', charged_micros: 0n });
  });

  it('is cancelled with a reason, by an admin or by the caller', () => {
    const history = requested().cancel('acme', 'g1', 'stuck', true);
    expect(rowAfter(history)).toMatchObject({ state: 'CANCELLED', reason: 'stuck', by_admin: true });
  });

  it('moves its deadline when the hold is extended', () => {
    const history = requested().after(60).extend('acme', 'g1', 3600);
    expect(rowAfter(history)).toMatchObject({
      timeout_seconds: 3600n,
      deadline_at: '2026-11-21T10:00:00.000Z',
    });
    expect(rowAfter(history)).toMatchObject({ state: 'PENDING' });
  });

  it('expires as failed work, and completes late', () => {
    const history = requested().after(900).settle('acme');
    expect(rowAfter(history)).toMatchObject({ state: 'EXPIRED', error_code: 'deadline-passed', late: false });
    history.after(100).completeLate('acme', 'g1');
    expect(rowAfter(history)).toMatchObject({ state: 'COMPLETED', error_code: null, late: true });
    expect(rowAfter(history)).toMatchObject({
      resolved_at: '2026-11-21T09:16:40.000Z',
      duration_ms: 1_000_000n,
    });
  });

  it('halts on an event that its state does not allow', () => {
    const { events } = requested().complete('acme', 'g1');
    const again = { ...events.at(-1)!, position: 'test-00000000000000000009' };
    expect(() => foldInMemory(generations, [...events, again])).toThrow(/is PENDING before/);
  });
});
