import fc from 'fast-check';
import type { PricedLine, TaxTerms } from './lines';
import { splitExactly } from './split-exactly';
import { taxTermsFor } from './tax-terms';
import { partOfTotals, taxedLines, totalsOf } from './totals';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);

function line(amountMinor: bigint): PricedLine {
  return { type: 'credits', description: 'Credits', quantity: 1, unitMinor: amountMinor, amountMinor };
}

function vat(percent: string, inclusive: boolean): TaxTerms {
  return { name: 'vat', country: 'DE', percent, inclusive };
}

describe('splitting money', () => {
  it.each<[bigint, bigint[], bigint[]]>([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [10n, [3n, 0n, 1n], [8n, 0n, 2n]],
    [1n, [1n, 1n], [1n, 0n]],
    [19n, [1_000n, -500n], [38n, -19n]],
    [0n, [5n, -5n], [0n, 0n]],
    [0n, [], []],
  ])('splits %s by %j', (amount, weights, shares) => {
    expect(splitExactly(amount, weights)).toEqual(shares);
  });

  const weights = fc
    .array(fc.bigInt(-(10n ** 9n), 10n ** 9n), { minLength: 1, maxLength: 40 })
    .filter((all) => sum(all) !== 0n);
  const amount = fc.bigInt(-(10n ** 15n), 10n ** 15n);

  it('loses nothing and adds nothing, and no share is a unit or more from its exact part', () => {
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        const shares = splitExactly(whole, by);
        expect(sum(shares)).toBe(whole);
        shares.forEach((share, at) => {
          const [off, unit] = [share * sum(by) - whole * by[at]!, sum(by)];
          expect(off * off < unit * unit).toBe(true);
        });
      }),
    );
  });

  it('gives back as it took: a split of less than nothing mirrors that of as much', () => {
    fc.assert(
      fc.property(amount, weights, (whole, by) => {
        expect(splitExactly(-whole, by)).toEqual(splitExactly(whole, by).map((share) => -share));
      }),
    );
  });

  it('does not split money by nothing', () => {
    expect(() => splitExactly(1n, [5n, -5n])).toThrow('something to be split by');
  });
});

describe('totals', () => {
  it.each<[string, bigint[], TaxTerms | null, [bigint, bigint, bigint]]>([
    ['adds no tax where none applies', [1_000n], null, [1_000n, 0n, 1_000n]],
    ['adds an exclusive tax', [1_000n], vat('19', false), [1_000n, 190n, 1_190n]],
    ['finds an inclusive tax inside', [1_190n], vat('19', true), [1_000n, 190n, 1_190n]],
    ['rounds half a cent up', [50n], vat('1', false), [50n, 1n, 51n]],
    ['rounds less than half a cent down', [49n], vat('1', false), [49n, 0n, 49n]],
    ['takes rates of four places', [1_000_000n], vat('8.1234', false), [1_000_000n, 81_234n, 1_081_234n]],
    ['rounds the tax of the sum once', [33n, 33n, 33n], vat('10', false), [99n, 10n, 109n]],
    ['taxes what a discount leaves', [1_000n, -200n], vat('20', false), [800n, 160n, 960n]],
    ['gives back tax with what it gives back', [-1_000n], vat('19', false), [-1_000n, -190n, -1_190n]],
  ])('%s', (_, amounts, tax, [subtotalMinor, taxMinor, totalMinor]) => {
    expect(totalsOf(amounts.map(line), tax, 'EUR')).toEqual({
      subtotalMinor,
      taxMinor,
      totalMinor,
      currency: 'EUR',
    });
  });

  it('refuses to guess at a rate', () => {
    expect(() => totalsOf([line(1n)], vat('1.23456', false), 'EUR')).toThrow('at most four places');
  });

  const percent = fc.integer({ min: 0, max: 999_999 }).map((parts) => (parts / 10_000).toFixed(4));
  const tax = fc.option(fc.tuple(percent, fc.boolean()).map(([rate, inclusive]) => vat(rate, inclusive)));
  const lines = fc
    .array(fc.bigInt(-(10n ** 6n), 10n ** 9n).map(line), { minLength: 1, maxLength: 30 })
    .filter((all) => sum(all.map(({ amountMinor }) => amountMinor)) > 0n);

  it('are exactly the sum of their lines, in net, tax and gross', () => {
    fc.assert(
      fc.property(lines, tax, (all, terms) => {
        const totals = totalsOf(all, terms, 'USD');
        const taxed = taxedLines(all, terms, totals);
        expect(totals.subtotalMinor + totals.taxMinor).toBe(totals.totalMinor);
        expect(sum(taxed.map(({ netMinor }) => netMinor))).toBe(totals.subtotalMinor);
        expect(sum(taxed.map(({ taxMinor }) => taxMinor))).toBe(totals.taxMinor);
        expect(sum(taxed.map(({ grossMinor }) => grossMinor))).toBe(totals.totalMinor);
      }),
    );
  });

  it('given back in parts are given back exactly, the tax too', () => {
    const parts = fc.array(fc.bigInt(1n, 10n ** 6n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, tax, (amounts, terms) => {
        const whole = totalsOf([line(sum(amounts))], terms && { ...terms, inclusive: true }, 'USD');
        let soFarMinor = 0n;
        const given = amounts.map((amountMinor) => {
          soFarMinor += amountMinor;
          return partOfTotals(whole, { amountMinor, soFarMinor });
        });
        expect(sum(given.map(({ totalMinor }) => totalMinor))).toBe(whole.totalMinor);
        expect(sum(given.map(({ taxMinor }) => taxMinor))).toBe(whole.taxMinor);
        expect(given.every(({ taxMinor }) => taxMinor >= 0n)).toBe(true);
        expect(given.every((part) => part.subtotalMinor + part.taxMinor === part.totalMinor)).toBe(true);
      }),
    );
  });

  it('of a part so small that it is all tax have their tax on its line', () => {
    const tax = vat('19', false);
    const whole = totalsOf([line(100n)], tax, 'EUR');
    const parts = [1n, 2n, 3n, 4n].map((soFarMinor) => partOfTotals(whole, { amountMinor: 1n, soFarMinor }));
    const allTax = parts.find(({ subtotalMinor }) => subtotalMinor === 0n)!;
    expect(allTax).toMatchObject({ taxMinor: 1n, totalMinor: 1n });
    expect(taxedLines([line(0n), line(0n)], tax, allTax)).toMatchObject([
      { netMinor: 0n, taxMinor: 1n, grossMinor: 1n },
      { netMinor: 0n, taxMinor: 0n, grossMinor: 0n },
    ]);
  });

  it('never give back more than there was', () => {
    const whole = totalsOf([line(100n)], null, 'USD');
    expect(() => partOfTotals(whole, { amountMinor: 1n, soFarMinor: 101n })).toThrow(
      'never more than was paid',
    );
  });
});

describe('tax terms', () => {
  const taxRates = [
    { name: 'vat-de', country: 'DE', percent: '19', inclusive: true },
    { name: 'vat-de-reduced', country: 'DE', percent: '7', inclusive: true },
    { name: 'gst-au', country: 'AU', percent: '10', inclusive: false },
  ];

  it('are those of the country, the first that is named', () => {
    const terms = { name: 'vat-de', country: 'DE', percent: '19', inclusive: true };
    expect(taxTermsFor({ taxRates }, 'DE')).toEqual(terms);
  });

  it('are none where the country is not known, or has no rate', () => {
    expect(taxTermsFor({ taxRates }, null)).toBeNull();
    expect(taxTermsFor({ taxRates }, 'FR')).toBeNull();
    expect(taxTermsFor({}, 'DE')).toBeNull();
  });
});
