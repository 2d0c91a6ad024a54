import { IsOptional } from 'class-validator';
import { formatCredits, formatMoney, parseMoney } from '@ledgerline/kernel';
import { Currency, MoneyText, OneOf, Text } from '@ledgerline/platform/http';
import { PAYOUT_METHODS, type PayoutMethod } from '../../payouts/payout-provider';
import { factOf, programCommand } from '../referrals-command';
import { requestPayout } from './request-payout';

class RequestPayoutBody {
  @OneOf(PAYOUT_METHODS)
  method!: PayoutMethod;

  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;

  @IsOptional()
  @Text(200)
  destination?: string;

  @IsOptional()
  @Text(500)
  notes?: string;
}

/** @param methods by which a payout can be made here */
export const requestPayoutSlice = (methods: readonly PayoutMethod[]) =>
  programCommand({
    name: 'RequestPayout',
    route: {
      tag: 'referrals',
      path: '/v1/accounts/:accountId/payouts',
      summary: 'Ask for a part of what a program earned; it is set aside at once',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: [
        'program-not-found',
        'referrals-not-offered',
        'payout-method-not-offered',
        'payout-destination-missing',
        'payout-below-minimum',
        'payout-above-available',
        'store-credit-not-offered',
      ],
      examples: {
        body: { method: 'PAYPAL', amount: '25.00', currency: 'USD', destination: 'ada@example.org' },
        facts: { payoutId: '5b0e…', method: 'PAYPAL', amount: '25.00', currency: 'USD', credits: null },
      },
    },
    body: RequestPayoutBody,
    personal: ['destination', 'notes'],
    command: ({ body, sealed }) => ({
      method: body.method,
      amountMinor: parseMoney(body.amount, body.currency)!,
      currency: body.currency,
      hasDestination: body.destination !== undefined,
      isOffered: methods.includes(body.method),
      sealed,
    }),
    decide: requestPayout,
    facts: (events) => {
      const reserved = factOf(events, 'PayoutReserved');
      if (!reserved) return {};
      const { payoutId, method, amountMinor, currency, creditsMicros } = reserved;
      const credits = creditsMicros === null ? null : formatCredits(creditsMicros);
      return { payoutId, method, amount: formatMoney(amountMinor, currency), currency, credits };
    },
  });
