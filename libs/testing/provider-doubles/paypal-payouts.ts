import type { RecordedAnswer } from './recording-server';

interface Batch {
  readonly id: string;
  readonly name: string;
  status: string;
  readonly receiver: string;
}

/** The payouts that the double of PayPal has made: a batch of one name is made once. */
export class PaypalPayouts {
  readonly all: Batch[] = [];

  create(body: {
    sender_batch_header: { sender_batch_id: string };
    items: readonly { receiver: string }[];
  }): RecordedAnswer {
    const name = body.sender_batch_header.sender_batch_id;
    const before = this.all.find((batch) => batch.name === name);
    if (before) return { status: 400, body: duplicate(before.id) };
    const { receiver } = body.items[0]!;
    if (!receiver.includes('@'))
      return { status: 400, body: failure('VALIDATION_ERROR', 'Receiver is invalid') };
    const batch = { id: `BATCH${this.all.length + 1}`, name, receiver, status: 'PENDING' };
    this.all.push(batch);
    return { status: 201, body: { batch_header: header(batch) } };
  }

  get(id: string): RecordedAnswer {
    const batch = this.all.find((each) => each.id === id);
    if (!batch) return { status: 404, body: failure('RESOURCE_NOT_FOUND', 'no such batch') };
    const item = { payout_item_id: `${id}-1`, transaction_id: `T-${id}`, transaction_status: batch.status };
    return { status: 200, body: { batch_header: header(batch), items: [item] } };
  }
}

function header({ id, status }: Batch) {
  return { payout_batch_id: id, batch_status: status === 'PENDING' ? 'PENDING' : 'SUCCESS' };
}

function failure(name: string, issue: string) {
  return { name, message: name, debug_id: 'd0', details: [{ field: 'x', issue }] };
}

function duplicate(id: string) {
  const href = `https://api-m.sandbox.paypal.com/v1/payments/payouts/${id}`;
  const link = [{ href, rel: 'self', method: 'GET' }];
  const details = [
    { field: 'SENDER_BATCH_ID', issue: 'Batch with given sender_batch_id already exists', link },
  ];
  return { name: 'USER_BUSINESS_ERROR', message: 'User business error.', debug_id: 'd0', details };
}
