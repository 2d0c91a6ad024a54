import { IsOptional } from 'class-validator';
import { formatMoney, parseCredits } from '@ledgerline/kernel';
import { accountStream } from '@ledgerline/contexts/accounts';
import { partyStream } from '@ledgerline/contexts/identity';
import type { Asking, CommandSlice } from '@ledgerline/platform/commands';
import { CreditsText, Currency, Identifier, OneOf, Text, WebUrl } from '@ledgerline/platform/http';
import type { BillingParts } from '../../billing-parts';
import type { OrderEvent, OrderPlaced, ProviderName } from '../../domain/order/order-events';
import type { OrderState } from '../../domain/order/order-state';
import { PROVIDER_NAMES } from '../../providers/registry';
import { Market, PurchaseCredits, purchaseCredits } from './purchase-credits';

class PurchaseCreditsBody {
  @IsOptional()
  @Text(100)
  package?: string;

  @IsOptional()
  @CreditsText()
  credits?: string;

  @Currency()
  currency!: string;

  @IsOptional()
  @OneOf(PROVIDER_NAMES)
  provider?: ProviderName;

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @WebUrl()
  returnUrl?: string;
}

type Slice = CommandSlice<PurchaseCreditsBody, PurchaseCredits, OrderState, OrderEvent, undefined>;

export function purchaseCreditsSlice(parts: Pick<BillingParts, 'catalogs' | 'providers'>): Slice {
  return {
    name: 'PurchaseCredits',
    route: {
      tag: 'orders',
      path: '/v1/accounts/:accountId/orders',
      summary: 'Buy credits: a package, or an amount. They come once the payment is confirmed',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: [
        'account-not-found',
        'account-closed',
        'purchase-unclear',
        'provider-not-set-up',
        'unknown-package',
        'currency-not-sold',
        'nothing-to-pay',
      ],
      examples: {
        body: { package: 'starter', currency: 'USD' },
        facts: { orderId: '7c1e…', total: '4.99', currency: 'USD', expiresAt: EXAMPLE_EXPIRY },
      },
    },
    body: PurchaseCreditsBody,
    streamId: ({ newId }) => newId,
    gather: ({ params }, asking) => marketOf(parts, params.accountId!, asking),
    command: ({ body, params }, gathered) => {
      const { market, orderId } = gathered as Gathered;
      return {
        market,
        orderId,
        accountId: params.accountId!,
        package: body.package ?? null,
        creditsMicros: body.credits === undefined ? null : parseCredits(body.credits)!,
        currency: body.currency,
        provider: body.provider ?? null,
        actorUserId: body.actorUserId ?? null,
        returnUrl: body.returnUrl ?? null,
      };
    },
    decide: purchaseCredits,
    facts: (events) => {
      const placed = events.find(({ type }) => type === 'OrderPlaced')?.data as
        OrderPlaced['data'] | undefined;
      if (!placed) return {};
      const { orderId, totals, expiresAt } = placed;
      const { currency } = totals;
      return { orderId, total: formatMoney(totals.totalMinor, currency), currency, expiresAt };
    },
  };
}

const EXAMPLE_EXPIRY = '2026-11-22T09:00:00.000Z';

interface Gathered {
  readonly market: Market;
  readonly orderId: string;
}

async function marketOf(
  { catalogs, providers }: Pick<BillingParts, 'catalogs' | 'providers'>,
  accountId: string,
  { ledger, streamId }: Asking,
): Promise<Gathered> {
  const [account, party] = await Promise.all([
    ledger.read(accountStream(catalogs), accountId),
    ledger.read(partyStream, accountId),
  ]);
  const market = {
    catalog: catalogs.current(),
    account: account.state.status,
    country: party.state.country,
    providers: [...providers.keys()],
  };
  return { market, orderId: streamId };
}
