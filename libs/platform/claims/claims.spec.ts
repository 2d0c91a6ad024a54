import { accept, addSeconds, Decision, defineEvent, DomainEvent, noEffect, refuse } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, recordedStream } from '@ledgerline/platform/ledger';
import { Claim, claimIdOf, confirmClaim, makeClaim, releaseClaim } from './claims';

type ShopOpened = DomainEvent<'ShopOpened', { claimNumber: number }>;
type ShopBarred = DomainEvent<'ShopBarred', { claimNumber: number }>;
type ShopFact = ShopOpened | ShopBarred;
interface Shop {
  readonly isOpen: boolean;
  readonly barred: number;
}

const shops = recordedStream<'Shop', Shop, ShopFact, undefined>({
  name: 'Shop',
  category: 'shop',
  events: {
    ShopOpened: defineEvent<ShopOpened>('ShopOpened', 'ledgerline.shop.opened.v1', {}),
    ShopBarred: defineEvent<ShopBarred>('ShopBarred', 'ledgerline.shop.barred.v1', {}),
  },
  initial: () => ({ isOpen: false, barred: 0 }),
  evolve: {
    ShopOpened: (shop) => ({ ...shop, isOpen: true }),
    ShopBarred: (shop, { claimNumber }) => ({ ...shop, barred: claimNumber }),
  },
  contextFor: () => undefined,
});

const START = '2026-11-21T09:00:00.000Z';
const SIGN = claimIdOf((text) => Buffer.from(text).toString('base64url'), 'sign', 'the lamp');

/** Several instances over one log; `later` moves the time of all. */
class Street {
  readonly store = new MemoryEventStore();
  now = START;

  instance() {
    const ledger = new Ledger({ store: this.store, now: () => Date.parse(this.now) });
    const write = (ownerId: string, key: string, decide: (shop: Shop) => Decision<ShopFact>) =>
      ledger.execute(shops, {
        ...{ name: 'Write', parameters: {}, sealed: null, origin: {}, streamId: ownerId },
        commandId: commandIdOf({ principal: 'test', stream: ownerId, key }),
        commandHash: key,
        receivedAt: this.now,
        decide,
      });
    const bar = async ({ ownerId, number: claimNumber }: Claim) => {
      const told = await write(ownerId, `bar/${claimNumber}`, (shop) =>
        shop.isOpen ? noEffect('open') : accept({ type: 'ShopBarred', data: { claimNumber } }),
      );
      return told.current.state.isOpen ? 'holds' : 'barred';
    };
    return {
      ledger,
      claim: (ownerId: string, dryRun = false) =>
        makeClaim(ledger, { claimKind: 'sign', claimId: SIGN, ownerId, now: this.now, dryRun, bar }),
      open: ({ ownerId, number: claimNumber }: Claim) =>
        write(ownerId, `open/${claimNumber}`, (shop) => decided(shop, claimNumber)),
    };
  }

  later(seconds: number): this {
    this.now = addSeconds(this.now, seconds);
    return this;
  }

  async told(): Promise<readonly string[]> {
    const { events } = await this.store.readStream(`claim-${SIGN}`, { countMax: 50 });
    return events.map(({ type, data }) => {
      const { ownerId, reason } = JSON.parse(data) as { ownerId?: string; reason?: string };
      return `${type.split('.')[2]} ${ownerId ?? reason}`;
    });
  }
}

function decided(shop: Shop, claimNumber: number): Decision<ShopFact> {
  if (claimNumber <= shop.barred) return refuse('sign-taken');
  return accept<ShopFact>({ type: 'ShopOpened', data: { claimNumber } });
}

describe('a claim', () => {
  it('is its first owner’s, however often that one asks, and nobody else’s', async () => {
    const street = new Street();
    const { claim } = street.instance();
    expect(await claim('ada')).toEqual({ claimId: SIGN, ownerId: 'ada', number: 1 });
    expect(await claim('ada')).toMatchObject({ number: 1 });
    expect(await street.instance().claim('bob')).toBeUndefined();
    expect(await street.told()).toEqual(['made ada']);
  });

  it('is won by one of two who ask two instances at once, and the other hears so', async () => {
    const street = new Street();
    const owners = ['ada', 'bob', 'cid', 'dan'];
    const won = await Promise.all(owners.map((owner) => street.instance().claim(owner)));
    const winners = won.flatMap((claim) => (claim ? [claim.ownerId] : []));
    expect(winners).toHaveLength(1);
    expect(await street.told()).toEqual([
      `made ${winners[0]}`,
      ...Array(3).fill('command-had-no-effect claim-moved'),
    ]);
  });

  it('that led to nothing is taken over after ten minutes, not a second before', async () => {
    const street = new Street();
    const { claim } = street.instance();
    await claim('ada');
    expect(await street.later(599).instance().claim('bob')).toBeUndefined();
    expect(await street.later(1).instance().claim('bob')).toMatchObject({ ownerId: 'bob', number: 2 });
    expect(await claim('ada')).toBeUndefined();
  });

  it('is never taken over once its owner’s fact is there; who looked confirms it', async () => {
    const street = new Street();
    const { claim, open } = street.instance();
    await open((await claim('ada'))!);
    expect(await street.later(86_400).instance().claim('bob')).toBeUndefined();
    expect(await street.told()).toEqual(['made ada', 'confirmed ada']);
    expect(await claim('ada')).toMatchObject({ number: 1 });
  });

  it('that was taken over bars the fact of an owner who slept between claim and fact', async () => {
    const street = new Street();
    const { claim, open } = street.instance();
    const slept = (await claim('ada'))!;
    const taken = (await street.later(601).instance().claim('bob'))!;
    expect(await open(slept)).toMatchObject({ outcome: 'refused', refusal: { reason: 'sign-taken' } });
    expect(await open(taken)).toMatchObject({ outcome: 'accepted' });
  });

  it('of an owner who comes back after five minutes is made anew, and no bar of the earlier one counts', async () => {
    const street = new Street();
    const { ledger, claim, open } = street.instance();
    await claim('ada');
    street.later(601);
    // The taker died between barring the owner and taking the claim.
    const died = { claimKind: 'sign', claimId: SIGN, ownerId: 'bob', now: street.now };
    const dying = async (lapsed: Claim): Promise<'barred'> => {
      await ledger.execute(shops, {
        ...{ name: 'Write', parameters: {}, sealed: null, origin: {}, streamId: lapsed.ownerId },
        ...{ commandId: '7f1d2a52-6a0c-5a3e-9c58-3b1d9c0e6f27', commandHash: 'x', receivedAt: street.now },
        decide: () => accept<ShopFact>({ type: 'ShopBarred', data: { claimNumber: 1 } }),
      });
      throw new Error('killed');
    };
    await expect(makeClaim(ledger, { ...died, bar: dying })).rejects.toThrow('killed');
    const again = (await claim('ada'))!;
    expect(again.number).toBe(2);
    expect(await open(again)).toMatchObject({ outcome: 'accepted' });
  });

  it('is free for anybody once it is released, by its owner alone', async () => {
    const street = new Street();
    const { ledger, claim } = street.instance();
    const held = (await claim('ada'))!;
    await releaseClaim(ledger, { ...held, ownerId: 'bob' }, street.now);
    expect(await claim('bob')).toBeUndefined();
    await releaseClaim(ledger, held, street.now);
    expect(await claim('bob')).toMatchObject({ number: 2 });
    await confirmClaim(ledger, held, street.now);
    expect(await street.told()).toEqual([
      'made ada',
      'command-had-no-effect claim-not-held',
      'released ada',
      'made bob',
      'command-had-no-effect claim-not-held',
    ]);
  });

  it('that is only asked about is recorded nowhere', async () => {
    const street = new Street();
    const { claim } = street.instance();
    expect(await claim('ada', true)).toMatchObject({ ownerId: 'ada', number: 1 });
    expect(await street.told()).toEqual([]);
  });

  it('says nothing of its value in its name, and differs by kind', () => {
    const hash = (text: string) => `hashed ${text.length}`;
    expect(claimIdOf(hash, 'email', 'ada@example.org')).toBe(`hashed ${35}`);
    expect(claimIdOf((text) => text, 'a', 'b')).not.toBe(claimIdOf((text) => text, 'c', 'b'));
  });
});
