import type { Booking } from '../bank';
import { Books, of, Raw, twice } from './facts';

type Kind = Booking['kind'];

/** The log and the bank's own books say the same: money moved as often, and as much, as is recorded. */
export function reconcile(books: Books): readonly string[] {
  const kinds: readonly Kind[] = ['payment', 'refund', 'dispute', 'payout'];
  return [
    ...books.askedTwice.map((what) => `the bank was told again: ${what}`),
    ...kinds.flatMap((kind) => {
      const booked = books.bank.filter((one) => one.kind === kind).map(lineOf);
      const recorded = totalled(RECORDED[kind](books)).map(lineOf);
      return [
        ...twice(`a ${kind} is booked`, booked),
        ...booked.filter((line) => !recorded.includes(line)).map((line) => `${kind} not recorded: ${line}`),
        ...recorded.filter((line) => !booked.includes(line)).map((line) => `${kind} never made: ${line}`),
      ];
    }),
  ];
}

interface Line {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

const RECORDED: Readonly<Record<Kind, (books: Books) => readonly Line[]>> = {
  payment: (books) => [
    ...of(books, 'order.paid').map(({ paymentId, totals }) => line(paymentId, totals.totalMinor, totals)),
    ...of(books, 'order.payment-mismatched').map((one) => line(one.paymentId, one.amountMinor, one)),
  ],
  refund: (books) => [
    ...goneBack(books, 'refund'),
    ...of(books, 'order.stray-payment-refunded').map((one) => line(one.refundId, one.amountMinor, one)),
  ],
  dispute: (books) => goneBack(books, 'dispute'),
  payout: (books) =>
    of(books, 'payout.completed').flatMap(({ payoutId }) =>
      of(books, 'payout.requested')
        .filter((one) => one.payoutId === payoutId && one.method !== 'STORE_CREDIT')
        .map((one) => line(payoutId, one.amountMinor, one)),
    ),
};

function goneBack(books: Books, cause: 'refund' | 'dispute'): readonly Line[] {
  return [...of(books, 'order.refunded'), ...of(books, 'order.refund-mismatched')]
    .filter((one) => one.cause === cause)
    .map((one) => line(one.refundId, one.amountMinor, one));
}

function line(id: string, amountMinor: string, { currency }: Raw): Line {
  return { id, amountMinor: BigInt(amountMinor), currency };
}

/** What the log tells in parts is one movement of the bank. */
function totalled(lines: readonly Line[]): readonly Line[] {
  const byId = new Map<string, Line>();
  for (const one of lines) {
    const before = byId.get(one.id);
    byId.set(one.id, before ? { ...one, amountMinor: before.amountMinor + one.amountMinor } : one);
  }
  return [...byId.values()];
}

function lineOf({ id, amountMinor, currency }: Line): string {
  return `${id} ${amountMinor} ${currency}`;
}
