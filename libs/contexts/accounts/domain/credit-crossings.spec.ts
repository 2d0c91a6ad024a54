import { AnAccount } from '../testing/an-account';
import { POLICY_CATALOG } from '../testing/policy-catalog';
import { toldCrossings as crossings } from '../testing/told-crossings';

const anAccount = (tier = 'plain') => AnAccount.opened(tier, POLICY_CATALOG);

describe('available credits', () => {
  it('run low at their tier’s threshold, once', () => {
    const account = anAccount('warned');
    account.grant('12');
    expect(crossings(account.record('photo'))).toEqual([]);
    expect(crossings(account.record('photo'))).toEqual(['CreditsRanLow']);
    expect(crossings(account.record('photo'))).toEqual([]);
  });

  it('are exhausted at nothing, low or not before', () => {
    const account = anAccount('warned');
    account.grant('12');
    account.record('photo', { quantity: 2 });
    expect(crossings(account.record('photo', { quantity: 10 }))).toEqual(['CreditsExhausted']);
    const other = anAccount();
    other.grant('12');
    expect(crossings(other.record('photo', { quantity: 12 }))).toEqual(['CreditsExhausted']);
  });

  it('recover by a grant, and not by what a hold gives back', () => {
    const account = anAccount();
    account.grant('10');
    expect(crossings(account.request('g', 'image'))).toEqual(['CreditsExhausted']);
    expect(crossings(account.fail('g'))).toEqual([]);
    expect(crossings(account.request('h', 'image'))).toEqual([]);
    expect(crossings(account.grant('1'))).toEqual(['CreditsRecovered']);
    expect(crossings(account.record('photo'))).toEqual(['CreditsExhausted']);
  });

  it('recover from low only above the threshold', () => {
    const account = anAccount('warned');
    account.grant('12');
    account.record('photo', { quantity: 7 });
    expect(crossings(account.grant('5'))).toEqual([]);
    expect(crossings(account.grant('0.000001'))).toEqual(['CreditsRecovered']);
  });

  it('recover when a grant takes effect, at the first decision after it', () => {
    const account = anAccount();
    account.grant('10');
    account.record('image');
    expect(crossings(account.grant('5', { effectiveAt: '2026-11-21T10:00:00.000Z' }))).toEqual([]);
    const told = account.at('2026-11-21T10:00:00.000Z').record('photo');
    expect(crossings(told)).toEqual(['CreditsRecovered']);
  });

  it('are exhausted by a lapse too, in the append that records it', () => {
    const account = anAccount();
    account.grant('10', { expiresAt: '2026-11-21T10:00:00.000Z' });
    const settled = account.at('2026-11-21T10:00:00.000Z').scenario.settle();
    expect(crossings({ settled, events: [] })).toEqual(['CreditsExhausted']);
  });

  it('are exhausted in that part of a long settlement which takes the last of them', () => {
    const account = anAccount();
    account.grant('10', { expiresAt: '2026-11-21T09:30:00.000Z' });
    for (const id of ['g', 'h', 'i']) account.request(id, 'draw', { timeoutSeconds: 3_600 });
    const { scenario } = account.at('2026-11-21T11:00:00.000Z');
    const parts: (readonly string[])[] = [];
    for (let part = scenario.settle('sweep', 2); part.length > 0; part = scenario.settle('sweep', 2)) {
      parts.push(part.map(({ type }) => type));
    }
    expect(parts).toEqual([
      ['LotLapsed', 'GenerationExpired', 'CreditsExhausted'],
      ['GenerationExpired', 'GenerationExpired'],
    ]);
  });

  it('are not exhausted by the end of a day’s refill: the next one is due', () => {
    const account = anAccount('free');
    account.record('draw', { status: 'failed' });
    const settled = account.at('2026-11-22T00:00:00.000Z').scenario.settle();
    expect(settled.map(({ type }) => type)).toEqual(['LotLapsed']);
    expect(crossings(account.record('draw', { status: 'failed' }))).toEqual([]);
  });
});
