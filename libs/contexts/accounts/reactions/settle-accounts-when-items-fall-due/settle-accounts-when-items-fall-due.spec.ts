import {
  DueAccount,
  settleAccountsWhenItemsFallDue,
  SweepOptions,
} from './settle-accounts-when-items-fall-due';

const DUE: DueAccount = { accountId: 'ada', dueAt: '2026-01-01T00:00:00.000Z' };
const NOW = Date.parse('2026-01-01T00:00:07.000Z');

/** Runs the sweep until `looks` are answered one after the other, then stops it. */
async function sweeping(
  looks: (readonly DueAccount[] | Error)[],
  settle: SweepOptions['settle'] = async () => {},
) {
  const stop = new AbortController();
  const told: unknown[] = [];
  const settled: string[] = [];
  await settleAccountsWhenItemsFallDue(
    {
      due: async () => {
        const look = looks.shift()!;
        if (look instanceof Error) throw look;
        return look;
      },
      settle: async (accountId, now) => {
        settled.push(accountId);
        await settle(accountId, now);
      },
      now: () => NOW,
      pause: async () => {
        if (looks.length === 0) stop.abort();
      },
      observer: { swept: (sweep) => told.push(sweep), failed: (failure) => told.push(failure) },
    },
    stop.signal,
  );
  return { told, settled };
}

describe('settling accounts when items fall due', () => {
  it('settles each account once per look, however many of its items are due', async () => {
    const { settled } = await sweeping([[DUE, DUE, { ...DUE, accountId: 'bob' }]]);
    expect(settled).toEqual(['ada', 'bob']);
  });

  it('tells how many accounts were due and how long the oldest item has waited', async () => {
    const { told } = await sweeping([[DUE]]);
    expect(told).toEqual([{ accounts: 1, failed: 0, oldestSeconds: 7 }]);
  });

  it('goes on with the others when one account fails, and finds it again at the next look', async () => {
    let failures = 1;
    const { settled, told } = await sweeping(
      [[DUE, { ...DUE, accountId: 'bob' }], [DUE]],
      async (accountId) => {
        if (accountId === 'ada' && failures-- > 0) throw new Error('log away');
      },
    );
    expect(settled).toEqual(['ada', 'bob', 'ada']);
    expect(told).toContainEqual({ accounts: 2, failed: 1, oldestSeconds: 7 });
  });

  it('outlives read models that cannot be read', async () => {
    const { settled } = await sweeping([new Error('connection lost'), [DUE]]);
    expect(settled).toEqual(['ada']);
  });
});
