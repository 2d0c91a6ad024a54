import { proveTotals } from './proof';

const balanced = {
  granted: '1000.000003',
  available: '500',
  held: '100.000001',
  spent: '300.000002',
  expired: '100',
  pending: '0',
};

describe('the proof line', () => {
  it('balances to the micro and leaves pending out when there is none', () => {
    const proof = proveTotals(balanced);
    expect(proof.differenceMicros).toBe(0n);
    expect(proof.terms.map(({ name }) => name)).toEqual(['available', 'held', 'spent', 'expired']);
  });

  it('tells by how much the books are off', () => {
    expect(proveTotals({ ...balanced, spent: '300' }).differenceMicros).toBe(2n);
  });

  it('counts what is granted for later as a term of its own', () => {
    const proof = proveTotals({ ...balanced, available: '450', pending: '50' });
    expect(proof.differenceMicros).toBe(0n);
    expect(proof.terms.map(({ name }) => name)).toContain('pending');
  });

  it('counts what was drawn below zero beside what was granted, and what was taken back as gone', () => {
    const proof = proveTotals({ ...balanced, overdrawn: '6', voided: '2', available: '504' });
    expect(proof.differenceMicros).toBe(0n);
    expect(proof.overdrawn).toBe('6');
    expect(proof.terms.map(({ name }) => name)).toContain('voided');
    expect(proveTotals(balanced).overdrawn).toBeNull();
  });

  it('tells what is owed for refunds beside the sum, which it does not change', () => {
    const proof = proveTotals({ ...balanced, owed: '12.5' });
    expect(proof.differenceMicros).toBe(0n);
    expect(proof.owed).toBe('12.5');
    expect(proveTotals({ ...balanced, owed: '0' }).owed).toBeNull();
  });

  it('claims nothing when a figure cannot be read', () => {
    expect(proveTotals({ ...balanced, held: '1e3' }).differenceMicros).toBeUndefined();
  });
});
