import { FormTree, formFields, textOf, textsOf } from './form-fields';
import type { RecordedAnswer, RecordedRequest } from './recording-server';
import { ok, refusal, StripeThings } from './stripe-things';

type Card = 'good' | 'declined' | 'needs-authentication';

/** The routes of Stripe's API that are used here, and what Stripe checks before it does them. */
export class StripeRoutes {
  pageUrl = '';

  constructor(private readonly things: StripeThings) {}

  route(request: RecordedRequest): RecordedAnswer {
    const [, , noun, second, third] = request.path.split('/');
    const route = noun === 'checkout' ? `${request.method} sessions` : `${request.method} ${noun}`;
    const id = noun === 'checkout' ? third : second;
    if (request.method === 'GET' && id === 'search')
      return this.things.search(noun!, request.query.get('query')!);
    if (request.method === 'GET' && id !== undefined) return this.get(id);
    const fields = formFields(request.body);
    switch (route) {
      case 'POST customers':
        return ok(this.things.add('cus', 'customer', { metadata: textsOf(fields, 'metadata') }));
      case 'POST sessions':
        return this.openSession(fields);
      case 'POST payment_intents':
        return this.charge(fields);
      case 'GET payment_intents':
        return this.things.list('payment_intent', 'customer', request.query);
      case 'POST refunds':
        return this.refund(fields);
      case 'GET refunds':
        return this.things.list('refund', 'payment_intent', request.query);
      case 'POST payment_methods':
        return this.detach(second!);
      case 'POST transfers':
        return this.transfer(fields);
      case 'GET transfers':
        return this.things.list('transfer', 'transfer_group', request.query);
      default:
        return refusal(404, { type: 'invalid_request_error', message: `Unrecognized request URL ${route}` });
    }
  }

  private openSession(fields: FormTree): RecordedAnswer {
    const price = (name: string) => textOf(fields, 'line_items', '0', 'price_data', name);
    const expiresAt = textOf(fields, 'expires_at');
    if (expiresAt !== undefined && Number(expiresAt) * 1_000 < Date.now() + 30 * 60_000) {
      const message =
        'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.';
      return refusal(400, { type: 'invalid_request_error', param: 'expires_at', message });
    }
    const session = this.things.add('cs_test', 'checkout.session', {
      fields,
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      client_reference_id: textOf(fields, 'client_reference_id'),
      customer: textOf(fields, 'customer'),
      currency: price('currency'),
      amount_total: Number(price('unit_amount')),
      metadata: textsOf(fields, 'metadata'),
    });
    return ok(Object.assign(session, { url: `${this.pageUrl}/c/pay/${session.id}` }));
  }

  private charge(fields: FormTree): RecordedAnswer {
    const method = textOf(fields, 'payment_method')!;
    const intent = this.things.intent({
      amount: Number(textOf(fields, 'amount')),
      currency: textOf(fields, 'currency')!,
      customer: textOf(fields, 'customer')!,
      metadata: textsOf(fields, 'metadata'),
    });
    if (this.things.find(method)?.customer === null) {
      const message = 'The provided PaymentMethod was previously detached.';
      return refusal(400, {
        type: 'invalid_request_error',
        code: 'payment_method_unexpected_state',
        message,
      });
    }
    const card: Card = (/declined|needs-authentication/.exec(method)?.[0] as Card) ?? 'good';
    if (card === 'good') return ok(this.things.expanded(this.things.settle(intent, method)));
    const error =
      card === 'declined'
        ? {
            type: 'card_error',
            code: 'card_declined',
            decline_code: 'insufficient_funds',
            message: 'Declined.',
          }
        : { type: 'card_error', code: 'authentication_required', message: 'Authentication is required.' };
    Object.assign(intent, { status: 'requires_payment_method', last_payment_error: error });
    return refusal(402, { ...error, payment_intent: intent });
  }

  private refund(fields: FormTree): RecordedAnswer {
    const intent = this.things.thing(textOf(fields, 'payment_intent')!);
    const amount = Number(textOf(fields, 'amount'));
    const back = this.things.all('refund').filter(({ payment_intent }) => payment_intent === intent.id);
    const rest =
      (intent.amount_received as number) - back.reduce((sum, each) => sum + (each.amount as number), 0);
    if (amount > rest) {
      const message = `Refund amount is greater than unrefunded amount on charge`;
      return refusal(400, { type: 'invalid_request_error', code: 'amount_too_large', message });
    }
    const metadata = textsOf(fields, 'metadata');
    const { currency, id, latest_charge } = intent;
    return ok(
      this.things.add('re', 'refund', {
        amount,
        currency,
        metadata,
        payment_intent: id,
        charge: latest_charge,
        status: 'succeeded',
      }),
    );
  }

  /** A kept card comes to be when it is first named; detached it is charged no more. */
  private detach(id: string): RecordedAnswer {
    if (/unknown/.test(id)) return this.get(id);
    const method = this.things.find(id) ?? this.things.put(id, 'payment_method', { customer: 'cus_of_it' });
    if (method.customer === null) {
      const message = 'The payment method you provided is not attached to a customer.';
      return refusal(400, { type: 'invalid_request_error', message });
    }
    return ok(Object.assign(method, { customer: null }));
  }

  private transfer(fields: FormTree): RecordedAnswer {
    const destination = textOf(fields, 'destination')!;
    if (!destination.startsWith('acct_')) {
      const message = `No such destination: '${destination}'`;
      return refusal(400, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'destination',
        message,
      });
    }
    return ok(
      this.things.add('tr', 'transfer', {
        amount: Number(textOf(fields, 'amount')),
        currency: textOf(fields, 'currency'),
        destination,
        transfer_group: textOf(fields, 'transfer_group'),
        metadata: textsOf(fields, 'metadata'),
        reversed: false,
      }),
    );
  }

  private get(id: string): RecordedAnswer {
    const found = this.things.find(id);
    if (found) return ok(this.things.expanded(found));
    const message = `No such object: '${id}'`;
    return refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message });
  }
}
