import { noInvoice } from './invoice-state';
import { contentOf, drafted, NOBODY, NOON, PAID } from '../../testing/an-invoice';
import { lineOf, SELLER } from '../../testing/given-invoicing';
import { contentDigest } from '../../invoicing/content-digest';
import { draftInvoice } from './draft-invoice';

const draft = (content = contentOf(), buyer = NOBODY, now = NOON) =>
  draftInvoice({ content, seller: SELLER, buyer, digestOf: contentDigest }, noInvoice(), { now });

describe('drafting an invoice', () => {
  it('fixes content, series and year, and the digest of all of it', () => {
    expect(draft()).toMatchObject({
      events: [
        { type: 'InvoiceDrafted', data: { series: 'INV', year: 2026, draftedAt: NOON, seller: SELLER } },
      ],
    });
    const digestOf = (decision: ReturnType<typeof draft>) =>
      decision.kind === 'accepted' && (decision.events[0]!.data as { digest: string }).digest;
    expect(digestOf(draft())).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf(draft())).toBe(digestOf(draft()));
    expect(digestOf(draft(contentOf({ dueDays: 15 })))).not.toBe(digestOf(draft()));
    expect(digestOf(draft(contentOf(), { ...NOBODY, country: 'DE' }))).not.toBe(digestOf(draft()));
  });

  it('of what is paid says so at once', () => {
    const { orderId: _, ...paid } = PAID;
    expect(draft(contentOf({ paid }))).toMatchObject({
      events: [{ type: 'InvoiceDrafted' }, { type: 'InvoicePaid', data: { ...PAID, amountMinor: 1_000n } }],
    });
  });

  it('numbers credit notes, and parties of a test clock, by themselves', () => {
    const series = (...given: Parameters<typeof draft>) => {
      const decision = draft(...given);
      return decision.kind === 'accepted' && (decision.events[0]!.data as { series: string }).series;
    };
    expect(series(contentOf({ kind: 'credit-note' }))).toBe('CN');
    expect(series(contentOf(), { ...NOBODY, testClockId: 'c1' })).toBe('INV-TEST-c1');
  });

  it('keeps the first of two drafts', () => {
    const again = draftInvoice(
      { content: contentOf({ dueDays: 1 }), seller: SELLER, buyer: NOBODY, digestOf: contentDigest },
      drafted(),
      {
        now: NOON,
      },
    );
    expect(again).toEqual({ kind: 'no-effect', reason: 'drafted-already' });
  });

  it('stands for nothing that does not add up', () => {
    const lines = [lineOf(999n)];
    expect(() => draft(contentOf({ lines }))).toThrow('the lines of an invoice are its total');
    const totals = { ...contentOf().totals, taxMinor: 1n };
    expect(() => draft(contentOf({ totals }))).toThrow('subtotal and tax of an invoice are its total');
  });
});
