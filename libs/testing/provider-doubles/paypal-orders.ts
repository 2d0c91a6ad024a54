import type { RecordedAnswer } from './recording-server';

export type PaypalThing = Record<string, unknown> & { id: string };

interface Amount {
  readonly currency_code: string;
  readonly value: string;
}

interface Unit {
  readonly custom_id: string;
  readonly invoice_id: string;
  readonly amount: Amount;
}

export interface PaypalOrder extends PaypalThing {
  status: string;
  readonly unit: Unit;
  readonly source: Record<string, unknown>;
  readonly captures: PaypalThing[];
  readonly refunds: PaypalThing[];
}

/** The orders that the double of PayPal holds, their captures and refunds, and what PayPal checks. */
export class PaypalOrders {
  readonly all: PaypalOrder[] = [];
  private readonly deleted = new Set<string>();
  private counter = 0;
  /** What the next reader of an order is shown, as if another had not collected it meanwhile. */
  staleStatus: string | undefined;

  newId(): string {
    return String((this.counter += 1)).padStart(17, 'X');
  }

  create(body: {
    purchase_units: Unit[];
    payment_source: { paypal: Record<string, unknown> };
  }): RecordedAnswer {
    const [unit] = body.purchase_units;
    const source = body.payment_source.paypal;
    const isKept = typeof source.vault_id === 'string';
    if (isKept && this.isPaid(unit!.invoice_id)) return unprocessable('DUPLICATE_INVOICE_ID');
    if (isKept && this.deleted.has(source.vault_id as string)) return unprocessable('TOKEN_ID_NOT_FOUND');
    if (isKept && /declined/.test(source.vault_id as string)) return unprocessable('INSTRUMENT_DECLINED');
    const order: PaypalOrder = {
      id: this.newId(),
      status: 'PAYER_ACTION_REQUIRED',
      unit: unit!,
      source,
      captures: [],
      refunds: [],
    };
    this.all.push(order);
    if (isKept) this.settle(order);
    return { status: 201, body: this.shown(order) };
  }

  /** A token comes to be when it is first named. */
  deleteToken(id: string): RecordedAnswer {
    if (/unknown/.test(id) || this.deleted.has(id)) return missing();
    this.deleted.add(id);
    return { status: 204, body: '' };
  }

  get(id: string): RecordedAnswer {
    const order = this.all.find((each) => each.id === id);
    if (!order) return missing();
    const stale = this.staleStatus && { ...order, status: this.staleStatus, captures: [] };
    this.staleStatus = undefined;
    return { status: 200, body: this.shown(stale || order) };
  }

  capture(id: string): RecordedAnswer {
    const order = this.all.find((each) => each.id === id);
    if (!order) return missing();
    if (order.status === 'COMPLETED') return unprocessable('ORDER_ALREADY_CAPTURED');
    if (order.status !== 'APPROVED') return unprocessable('ORDER_NOT_APPROVED');
    this.settle(order);
    return { status: 201, body: this.shown(order) };
  }

  getCapture(id: string): RecordedAnswer {
    const order = this.orderOfCapture(id);
    if (!order) return missing();
    const related = { related_ids: { order_id: order.id } };
    return { status: 200, body: { ...order.captures[0], supplementary_data: related } };
  }

  refund(captureId: string, body: { amount: Amount; custom_id?: string }): RecordedAnswer {
    const order = this.orderOfCapture(captureId);
    if (!order) return missing();
    const back = order.refunds.reduce((sum, { amount }) => sum + Number((amount as Amount).value), 0);
    const rest = Number(order.unit.amount.value) - back;
    if (Number(body.amount.value) > rest + 1e-9) return unprocessable('REFUND_AMOUNT_EXCEEDED');
    const refund = {
      id: this.newId(),
      status: 'COMPLETED',
      amount: body.amount,
      custom_id: body.custom_id,
      create_time: now(),
      links: [{ rel: 'up', method: 'GET', href: `https://double/v2/payments/captures/${captureId}` }],
    };
    order.refunds.push(refund);
    return { status: 201, body: refund };
  }

  private isPaid(invoiceId: string): boolean {
    return this.all.some(({ unit, captures }) => unit.invoice_id === invoiceId && captures.length > 0);
  }

  private orderOfCapture(id: string): PaypalOrder | undefined {
    return this.all.find(({ captures }) => captures.some((capture) => capture.id === id));
  }

  private settle(order: PaypalOrder): void {
    order.status = 'COMPLETED';
    const { amount, custom_id, invoice_id } = order.unit;
    const capture = {
      id: this.newId(),
      status: 'COMPLETED',
      amount,
      custom_id,
      invoice_id,
      create_time: now(),
    };
    order.captures.push(capture);
  }

  private shown({ id, status, unit, source, captures, refunds }: PaypalOrder): unknown {
    const attributes = source.attributes as { vault?: unknown } | undefined;
    const vault =
      attributes?.vault && status === 'COMPLETED' ? { id: `vault-${id}`, status: 'VAULTED' } : undefined;
    return {
      id,
      status,
      intent: 'CAPTURE',
      update_time: now(),
      payment_source: { paypal: { account_id: 'PAYER1234', ...(vault ? { attributes: { vault } } : {}) } },
      purchase_units: [{ reference_id: 'default', ...unit, payments: { captures, refunds } }],
      links: [{ rel: 'payer-action', method: 'GET', href: `https://double/checkoutnow?token=${id}` }],
    };
  }
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

export function missing(): RecordedAnswer {
  return { status: 404, body: failure('RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID') };
}

export function unprocessable(issue: string): RecordedAnswer {
  return { status: 422, body: failure('UNPROCESSABLE_ENTITY', issue) };
}

function failure(name: string, issue: string) {
  return { name, message: name, debug_id: 'd0', details: [{ issue, description: issue }], links: [] };
}
