import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount } from '../../testing/an-account';
import { SCENARIO_DOCUMENT, STRICT_CATALOG } from '../../testing/scenario-catalog';

type Obstacle = readonly [reason: string, obstruct: (account: AnAccount) => void];

/** Each makes the request below fail for its own reason, in the order of precedence. */
const OBSTACLES: readonly Obstacle[] = [
  ['account-closed', (account) => void account.close()],
  [
    'too-many-refusals',
    (account) => {
      for (let i = 0; i < 60; i++) account.extend(`nobody ${i}`, 1);
    },
  ],
  ['generation-already-exists', (account) => void account.request('g', 'svg', { payloadHash: 'other' })],
];

const LATER_OBSTACLES = ['unpriced-model', 'estimate-required', 'limit-reached', 'insufficient-credits'];

/**
 * A request with everything wrong that `wrong` names, for an account with three images a day and 10 credits.
 */
function requestWith(account: AnAccount, wrong: ReadonlySet<string>): string | undefined {
  const action = wrong.has('unknown-action') ? 'teleport' : 'paint';
  const told = account.request('g', action, {
    model: wrong.has('unpriced-model') ? 'large' : 'small',
    quantity: wrong.has('limit-reached') ? 4 : 3,
    inputTokens: wrong.has('insufficient-credits') ? 11 : 10,
    outputTokens: wrong.has('estimate-required') ? null : 0,
  });
  return told.reason;
}

const CATALOG = compileCatalog(2, {
  ...SCENARIO_DOCUMENT,
  unknownActions: 'refuse',
  actions: [
    ...SCENARIO_DOCUMENT.actions,
    {
      name: 'paint',
      description: '',
      price: {
        kind: 'tokens',
        models: { small: { inputPerMillion: '1000000', outputPerMillion: '1' } },
        fallback: null,
      },
      limits: ['images_daily'],
    },
  ],
});

function anAccount(): AnAccount {
  const account = AnAccount.opened('plain', CATALOG);
  account.grant('11');
  account.request('holds a credit', 'svg');
  return account;
}

describe('of all reasons to refuse a generation, the first is told', () => {
  it('account-not-found before anything else', () => {
    const told = new AnAccount(STRICT_CATALOG).request('g', 'teleport', { quantity: 99 });
    expect(told).toMatchObject({ reason: 'account-not-found', events: [] });
  });

  it('and none where nothing is in the way', () => {
    expect(requestWith(anAccount(), new Set())).toBeUndefined();
  });

  it.each(OBSTACLES.map(([reason], at) => [reason, at] as const))(
    '%s before all that follow',
    (reason, at) => {
      const account = anAccount();
      // Built up from the last: an earlier obstacle would keep a later one from being set up.
      for (const [, obstruct] of OBSTACLES.slice(at).reverse()) obstruct(account);
      expect(requestWith(account, new Set(['unknown-action', ...LATER_OBSTACLES]))).toBe(reason);
    },
  );

  it('unknown-action before all that only a known action can break', () => {
    expect(requestWith(anAccount(), new Set(['unknown-action', ...LATER_OBSTACLES]))).toBe('unknown-action');
  });

  it.each(LATER_OBSTACLES.map((reason, at) => [reason, at] as const))(
    '%s before all that follow',
    (reason, at) => {
      expect(requestWith(anAccount(), new Set([reason]))).toBe(reason);
      expect(requestWith(anAccount(), new Set(LATER_OBSTACLES.slice(at)))).toBe(reason);
    },
  );

  it('of two limits the first that the action names', () => {
    const account = AnAccount.with('90');
    for (const [generation, day] of [
      ['a', 21],
      ['b', 21],
      ['c', 21],
      ['d', 22],
      ['e', 22],
    ] as const) {
      account.at(`2026-11-${day}T09:00:00.000Z`).request(generation, 'image');
      account.complete(generation);
    }
    const both = account.request('f', 'image', { quantity: 2 });
    expect(both.figures).toMatchObject({ limitType: 'images_daily', current: 2, limit: 3 });
    const monthly = account.request('f', 'image');
    expect(monthly.figures).toMatchObject({ limitType: 'images_monthly', current: 5, limit: 5 });
  });
});
