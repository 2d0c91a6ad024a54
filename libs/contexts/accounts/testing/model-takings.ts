import type { Timestamp } from '@ledgerline/kernel';
import { least, ModelLot, ModelLots } from './model-lots';

interface Act {
  readonly type: string;
  readonly reference: string;
  readonly lot: ModelLot | null;
}

/** What of the account is asked here. */
interface Account {
  readonly lots: ModelLots;
  readonly acts: readonly Act[];
  readonly barred: { type: string; reference: string }[];
  actOf(type: string, reference: string): Act | undefined;
}

/** What the model says is taken back of lots: by a void, and by refunds of what was paid for them. */
export class ModelTakings {
  /** Every refund of an order, in its order. */
  readonly refunds: { readonly order: string; readonly reference: string; readonly asked: bigint }[] = [];

  constructor(private readonly account: Account) {}

  /** By the lot's id, or by the external act it came from. */
  voidLots(of: { id: string } | { type: string; reference: string }): string {
    const { lots, acts, barred } = this.account;
    const known = lots.all.filter((lot) =>
      'id' in of
        ? lot.id === of.id
        : acts.some((act) => act.lot === lot && act.type === of.type && act.reference === of.reference),
    );
    if (known.length === 0 && 'type' in of) {
      if (barred.some((bar) => bar.type === of.type && bar.reference === of.reference)) {
        return 'already-barred';
      }
      barred.push(of);
      return 'accepted';
    }
    const rolled = known.flatMap((lot) => this.rolledOf(lot));
    const standing = [...known, ...rolled].filter((lot) => lot.type !== 'OVERDRAFT' && lots.leftOf(lot) > 0n);
    if (standing.length === 0) return 'lot-not-found';
    if (standing.every(({ isVoid }) => isVoid)) return 'already-void';
    for (const lot of standing) lot.isVoid = true;
    return 'accepted';
  }

  takeBack(order: string, asked: bigint, reference: string): string {
    const before = this.refunds.find((refund) => refund.reference === reference);
    if (before?.order === order && before.asked === asked) return 'reference-already-taken-back';
    if (before || this.account.actOf('REFUND', reference)) return 'reference-conflict';
    const grant = this.grantOf(order);
    if (grant && this.account.barred.some((bar) => bar.type === 'PURCHASE' && bar.reference === order)) {
      return 'already-void';
    }
    const left = grant && grant.granted - this.refunded(order);
    if (left === 0n) return 'already-taken-back';
    this.refunds.push({ order, reference, asked });
    if (left !== null && left !== undefined) this.take(order, least(asked, left));
    return 'accepted';
  }

  /** A grant that was refunded before it came comes less each of its refunds. */
  arrived(order: string | null): void {
    if (order === null || !this.grantOf(order)) return;
    this.refunds.forEach((refund, i) => {
      if (refund.order !== order) return;
      this.take(order, this.refunded(order, i + 1) - this.refunded(order, i));
    });
  }

  /** What refunds wait for goes first; then whatever has no future, and what is owed is paid. */
  clear(now: Timestamp): boolean {
    this.takeWaited();
    return this.account.lots.clear(now);
  }

  takeWaited(): void {
    for (const order of this.orders()) this.take(order, this.due(order));
  }

  /** Refunded, still held by jobs. */
  waited(): bigint {
    return this.orders().reduce((sum, order) => sum + least(this.due(order), this.held(order)), 0n);
  }

  /** Refunded, and neither taken nor held: it was not there any more. */
  owed(): bigint {
    return this.orders().reduce((sum, order) => sum + this.due(order), -this.waited());
  }

  /** The id of an order that a job holds a part of. */
  heldOrder(): string | undefined {
    const held = this.account.acts.find(
      ({ type, reference }) =>
        type === 'PURCHASE' && reference.startsWith('order:') && this.held(reference) > 0n,
    );
    return held?.reference.slice('order:'.length);
  }

  private take(order: string, micros: bigint): void {
    let missing = micros;
    for (const lot of this.lotsOf(order)) {
      const taken = least(this.account.lots.freeOf(lot), missing);
      if (taken > 0n) this.account.lots.remove(lot, taken, 'refunded');
      missing -= taken;
    }
  }

  private orders(): readonly string[] {
    return [...new Set(this.refunds.map(({ order }) => order))].filter((order) => this.grantOf(order));
  }

  private due(order: string): bigint {
    const { lots } = this.account;
    return this.lotsOf(order).reduce((due, lot) => due - lots.gone(lot, 'refunded'), this.refunded(order));
  }

  /** Of the first so many refunds of anything; never more than was granted. */
  private refunded(order: string, count = this.refunds.length): bigint {
    const refunds = this.refunds.slice(0, count).filter((refund) => refund.order === order);
    const asked = refunds.reduce((sum, refund) => sum + refund.asked, 0n);
    return least(asked, this.grantOf(order)!.granted);
  }

  private held(order: string): bigint {
    return this.lotsOf(order).reduce((sum, lot) => sum + this.account.lots.heldOf(lot), 0n);
  }

  private lotsOf(order: string): readonly ModelLot[] {
    const lot = this.grantOf(order)!;
    return [lot, ...this.rolledOf(lot)];
  }

  private grantOf(order: string): ModelLot | null | undefined {
    return this.account.actOf('PURCHASE', order)?.lot;
  }

  private rolledOf({ id }: ModelLot): readonly ModelLot[] {
    return this.account.lots.all.filter((lot) => lot.id === `${id}-rolled`);
  }
}
