import { AnAccount, factIn } from '../../testing/an-account';

function rich(tier = 'plain'): AnAccount {
  const account = AnAccount.opened(tier);
  account.grant('1000');
  return account;
}

/** Requests one after the other until the first refusal; `g1`, `g2`, … */
function requestUntilRefused(account: AnAccount, action: string) {
  for (let n = 1; n < 100; n++) {
    const told = account.request(`g${n}`, action);
    if (told.outcome === 'refused') return { accepted: n - 1, told };
  }
  throw new Error(`${action} is never refused`);
}

describe('a limit', () => {
  it('fits up to its value, counting what is held, and tells its figures beyond', () => {
    const { accepted, told } = requestUntilRefused(rich(), 'image');

    expect(accepted).toBe(3);
    expect(told).toMatchObject({
      reason: 'limit-reached',
      figures: {
        limitType: 'images_daily',
        description: 'images daily',
        kind: 'calendar-day',
        current: 3,
        requested: 1,
        limit: 3,
        resetAt: '2026-11-22T00:00:00.000Z',
      },
    });
  });

  it('counts quantities: exactly the rest fits, one more does not', () => {
    const account = rich();
    account.request('g', 'image');

    expect(account.request('h', 'image', { quantity: 3 }).reason).toBe('limit-reached');
    expect(account.request('h', 'image', { quantity: 2 }).outcome).toBe('accepted');
  });

  it('counts used and held together, and gives back what failed', () => {
    const account = rich();
    for (const generation of ['a', 'b', 'c']) account.request(generation, 'image');
    account.complete('a');
    expect(account.windows).toContain('images_daily 2026-11-21: 1+2');
    account.fail('b');
    expect(account.windows).toContain('images_daily 2026-11-21: 1+1');
    expect(account.request('d', 'image').outcome).toBe('accepted');
    expect(account.request('e', 'image').reason).toBe('limit-reached');
  });

  it('measured in tokens counts the estimate while the job runs and the usage afterwards', () => {
    const account = rich();
    account.request('g', 'write', { inputTokens: 400, outputTokens: 500 });
    expect(account.request('h', 'write', { inputTokens: 101, outputTokens: 0 }).reason).toBe('limit-reached');
    account.complete('g', { outputTokens: 100 });
    expect(account.windows).toEqual(['words_daily 2026-11-21: 500+0']);
    expect(account.request('h', 'write', { inputTokens: 500, outputTokens: 0 }).outcome).toBe('accepted');
  });

  it('measured in tokens needs an estimate of both, also where nothing is charged', () => {
    for (const given of [{}, { inputTokens: 5 }, { outputTokens: 5 }]) {
      expect(rich().request('g', 'write', given).reason).toBe('estimate-required');
    }
  });

  it('promises no reset to a quantity that exceeds the whole limit', () => {
    const told = rich().request('g', 'image', { quantity: 4 });
    expect(told).toMatchObject({
      reason: 'limit-reached',
      figures: { requested: 4, limit: 3, resetAt: null },
    });
  });

  it('of 0 refuses, without a value in the free tier as well', () => {
    expect(rich('free').request('g', 'image')).toMatchObject({
      reason: 'limit-reached',
      figures: { current: 0, limit: 0 },
    });
  });

  it('that is unlimited counts all the same', () => {
    const account = rich('pro');
    const told = account.request('g', 'image', { quantity: 50 });

    expect(factIn(told, 'GenerationRequested').limits[0]).toMatchObject({ limitValue: -1n, units: 50n });
    expect(account.windows).toContain('images_daily 2026-11-21: 0+50');
  });

  it('that is inactive counts and refuses nobody', () => {
    const account = rich();
    const told = account.request('g', 'nap');

    expect(factIn(told, 'GenerationRequested').limits[0]).toMatchObject({ limitValue: 0n, enforced: false });
    expect(account.windows).toEqual(['sleeping_daily 2026-11-21: 0+1']);
  });
});

describe('a calendar window', () => {
  const LAST_MS = '2026-11-21T23:59:59.999Z';
  const MIDNIGHT = '2026-11-22T00:00:00.000Z';

  it('is full until the last millisecond of the day and empty at midnight', () => {
    const account = rich().at('2026-11-21T22:00:00.000Z');
    account.request('g', 'image', { quantity: 3 });
    account.complete('g');

    expect(account.at(LAST_MS).request('late', 'image').reason).toBe('limit-reached');
    expect(account.at(MIDNIGHT).request('early', 'image').outcome).toBe('accepted');
  });

  it.each<[string, (account: AnAccount) => unknown, string[]]>([
    ['completes', (a) => a.complete('g'), ['images_daily 2026-11-21: 1+0', 'images_monthly 2026-11: 1+0']],
    ['fails', (a) => a.fail('g'), []],
    ['is cancelled', (a) => a.cancel('g'), []],
  ])('is the one of the request when the job %s after midnight', (_, resolve, windows) => {
    const account = rich().at(LAST_MS);
    account.request('g', 'image');
    account.at(MIDNIGHT);
    resolve(account);

    expect(account.windows).toEqual(windows);
    for (const generation of ['a', 'b', 'c']) {
      expect(account.request(generation, 'image').outcome).toBe('accepted');
    }
  });

  it('is the one of the request when the month has ended meanwhile, in a leap year too', () => {
    const account = AnAccount.opened().at('2028-02-29T23:59:59.999Z');
    account.grant('100');
    account.request('g', 'image');
    account.at('2028-03-01T00:00:00.000Z').complete('g');

    expect(account.windows).toEqual(['images_daily 2028-02-29: 1+0', 'images_monthly 2028-02: 1+0']);
    account.request('h', 'image');
    expect(account.windows).toEqual(['images_daily 2028-03-01: 0+1', 'images_monthly 2028-03: 0+1']);
  });

  it('of a month ends with it, that of a day does not fill it twice', () => {
    const account = rich().at('2026-11-30T12:00:00.000Z');
    account.request('g', 'image', { quantity: 3 });
    account.complete('g');
    const monthEnd = account.at('2026-11-30T23:59:59.999Z').request('x', 'image', { quantity: 3 });
    expect(monthEnd.figures).toMatchObject({ limitType: 'images_daily' });

    account.at('2026-12-01T00:00:00.000Z');
    expect(account.request('y', 'image', { quantity: 3 }).outcome).toBe('accepted');
    account.complete('y');
    const refused = account.at('2026-12-02T00:00:00.000Z').request('z', 'image', { quantity: 3 });
    expect(refused.figures).toMatchObject({
      limitType: 'images_monthly',
      current: 3,
      requested: 3,
      resetAt: '2027-01-01T00:00:00.000Z',
    });
  });

  it('is let go once it is past and nothing of it is held', () => {
    const account = rich();
    account.request('g', 'image', { timeoutSeconds: 86_400 });
    account.request('h', 'image');
    account.complete('h');
    account.at('2026-11-22T08:00:00.000Z').request('i', 'image');
    expect(account.windows).toContain('images_daily 2026-11-21: 1+1');
    account.complete('g');
    account.at('2026-11-23T08:00:00.000Z').request('j', 'image');
    expect(account.windows.filter((window) => window.startsWith('images_daily'))).toEqual([
      'images_daily 2026-11-23: 0+1',
    ]);
  });
});

describe('a concurrency limit', () => {
  it('counts running jobs only: a slot is free as soon as one ends, however it ends', () => {
    const account = rich();
    const { accepted, told } = requestUntilRefused(account, 'render');
    expect(accepted).toBe(2);
    expect(told.figures).toMatchObject({ limitType: 'renders_running', current: 2, limit: 2, resetAt: null });

    for (const end of [
      (id: string) => account.complete(id),
      (id: string) => account.fail(id),
      (id: string) => account.cancel(id),
    ]) {
      end(account.openGenerations[0]!);
      expect(account.request(`after ${account.scenario.history.length}`, 'render').outcome).toBe('accepted');
      expect(account.request('one too many', 'render').reason).toBe('limit-reached');
    }
    expect(account.windows).toEqual(['renders_running now: 0+2']);
  });

  it('gives the slot of a job past its deadline to the next one, in the same append', () => {
    const account = rich();
    requestUntilRefused(account, 'render');
    account.after(899.999);
    expect(account.request('x', 'render').reason).toBe('limit-reached');
    const told = account.after(0.001).request('x', 'render');

    expect(told.outcome).toBe('accepted');
    expect(told.settled.map(({ type }) => type)).toEqual(['GenerationExpired', 'GenerationExpired']);
  });
});

describe('a rolling hour', () => {
  it('tells when the next call fits, and it fits then and not a millisecond earlier', () => {
    const account = rich().at('2026-11-21T09:00:30.000Z');
    for (const [id, at] of [
      ['a', '2026-11-21T09:00:30.000Z'],
      ['b', '2026-11-21T09:10:00.000Z'],
      ['c', '2026-11-21T09:20:00.000Z'],
    ] as const) {
      account.at(at).request(id, 'call');
      account.complete(id);
    }
    const refused = account.at('2026-11-21T09:30:00.000Z').request('d', 'call');
    expect(refused.figures).toMatchObject({ current: 3, limit: 3, resetAt: '2026-11-21T10:01:00.000Z' });

    expect(account.at('2026-11-21T10:00:59.999Z').request('e', 'call').reason).toBe('limit-reached');
    expect(account.at('2026-11-21T10:01:00.000Z').request('f', 'call').outcome).toBe('accepted');
    expect(account.request('g', 'call', { quantity: 2 }).figures).toMatchObject({
      resetAt: '2026-11-21T10:21:00.000Z',
    });
    expect(account.request('h', 'call', { quantity: 4 }).figures).toMatchObject({ resetAt: null });
  });
});

describe('a lifetime limit', () => {
  it('is never reset by time', () => {
    const account = rich();
    requestUntilRefused(account, 'project');
    account.complete('g1');
    account.complete('g2');
    const told = account.after(365 * 86_400).request('x', 'project');

    expect(told.figures).toMatchObject({ current: 2, limit: 2, resetAt: null });
  });
});
