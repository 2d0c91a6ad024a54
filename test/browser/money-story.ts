import { randomUUID } from 'node:crypto';
import { until } from '@ledgerline/testing';
import { publish } from './story';

interface Door {
  readonly url: string;
  readonly adminKey: string;
}

/** Who has money in it, and what for. */
export interface MoneyStory {
  /** Of a long id and name: bought in yen and dinars and at a high price, and subscribed. */
  readonly buyer: string;
  /** Has a program by which the buyer came; what it earned can be paid out. */
  readonly referrer: string;
}

type Answer = Readonly<Record<string, unknown>>;

/** Other suites may share the machine; a condition that is met ends the wait at once. */
const WAITED_MS_MAX = 60_000;
const BUYER = `buyer-${'long-'.repeat(14)}end`;
const REFERRER = 'money-referrer';
const PACKS = [
  { name: 'yen', credits: '1000', price: { amount: '1500', currency: 'JPY' } },
  { name: 'dinar', credits: '750.5', price: { amount: '2.750', currency: 'KWD' } },
  { name: 'huge', credits: '900000000000', price: { amount: '9999999.99', currency: 'USD' } },
];
const LONG_DESCRIPTION =
  'A pack whose description goes on and on as only a purchasing department would write it';

/** Amounts without decimals, with three and with many digits, long names, and one of everything paid. */
export async function tellMoneyStory(door: Door): Promise<MoneyStory> {
  const { send, first } = apiOf(door);
  await publish(door, 'packs in other currencies', (document) => {
    const { packages } = document as unknown as { packages: object[] };
    for (const pack of PACKS)
      packages.push({ ...pack, description: LONG_DESCRIPTION, expiresAfterDays: null });
  });
  const register = async (partyId: string, more: object) => {
    await send('/v1/parties', { kind: 'user', partyId, ...more });
    await first(`/v1/accounts?search=${partyId}`, () => true);
  };
  await register(REFERRER, { email: 'referrer@example.org' });
  const code = 'MONEY-26';
  await send(`/v1/accounts/${REFERRER}/referral-program`, { code, message: 'Come and draw with me' });
  const name = 'Princess Theophania Adelgundis von und zu Hohenlohe-Waldenburg-Schillingsfürst the Younger';
  await register(BUYER, { name, referralCode: code });
  await send(`/v1/parties/${BUYER}/billing-details`, {
    ...{ legalName: `${name} GmbH & Co. KGaA`, country: 'DE' },
    ...{ billingEmail: `${'theophania.'.repeat(5)}von@${'castle.'.repeat(8)}example.org` },
    address: { line1: 'Schloßstraße 1, linker Flügel, zweites Obergeschoss', city: 'Waldenburg' },
  });
  const path = `/v1/accounts/${BUYER}`;
  const pay = async (isIt: (order: Answer) => boolean) => {
    const { orderId, checkoutUrl } = await first(
      `${path}/orders`,
      (order) => isIt(order) && order.checkoutUrl !== null,
    );
    await fetch(new URL(`${String(checkoutUrl)}/pay`, door.url), { method: 'POST', redirect: 'manual' });
    await first(`${path}/orders`, (order) => order.orderId === orderId && order.status === 'COMPLETED');
  };
  for (const { name: pack, price } of PACKS) {
    await send(`${path}/orders`, { package: pack, currency: price.currency });
    await pay((order) => order.package === pack);
  }
  await send(`${path}/subscription`, { plan: 'individual_pro', interval: 'MONTHLY' });
  await pay(({ purpose }) => purpose === 'subscription');
  await first(`${path}/payment-methods`, () => true);
  await first(`/v1/accounts/${REFERRER}/referrals`, ({ status }) => status === 'CONFIRMED');
  return { buyer: BUYER, referrer: REFERRER };
}

function apiOf({ url, adminKey }: Door) {
  const authorization = `Bearer ${adminKey}`;
  const send = async (path: string, body: object): Promise<void> => {
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  };
  /** The first of a list that is so, as soon as there is one. */
  const first = async (path: string, isIt: (item: Answer) => boolean): Promise<Answer> => {
    let found: Answer | undefined;
    await until(
      `${path} has what is waited for`,
      async () => {
        const answer = await fetch(`${url}${path}`, { headers: { authorization } });
        const { items = [] } = (await answer.json()) as { items?: readonly Answer[] };
        found = items.find(isIt);
        return found !== undefined;
      },
      WAITED_MS_MAX,
    );
    return found!;
  };
  return { send, first };
}
