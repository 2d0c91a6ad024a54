import { formatMoney, minorDigits, parseMoney } from '@ledgerline/kernel';
import { ProviderRefused } from '../payment-provider';

const TAKEN = new Set(
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(
    ' ',
  ),
);
/** PayPal takes these in whole units only. */
const WHOLE_UNITS = new Set(['HUF', 'JPY', 'TWD']);

/**
 * An amount as PayPal wants it told.
 * @throws ProviderRefused `currency-not-taken`, `amount-not-expressible`
 */
export function paypalMoney(
  amountMinor: bigint,
  currencyCode: string,
): { currencyCode: string; value: string } {
  if (!TAKEN.has(currencyCode)) {
    throw new ProviderRefused('currency-not-taken', `PayPal takes no ${currencyCode}`);
  }
  const written = formatMoney(amountMinor, currencyCode);
  if (!WHOLE_UNITS.has(currencyCode)) return { currencyCode, value: written };
  const [whole, fraction = ''] = written.split('.');
  if (/^0*$/.test(fraction)) return { currencyCode, value: whole! };
  throw new ProviderRefused(
    'amount-not-expressible',
    `PayPal takes whole ${currencyCode} only, not ${written}`,
  );
}

/** What PayPal tells, exactly. */
export function minorOfPaypal(money: { currencyCode: string; value: string } | undefined): {
  amountMinor: bigint;
  currency: string;
} {
  const { currencyCode: currency, value } = money ?? { currencyCode: '', value: '' };
  // A currency without decimals is told with them at times: "1200.00".
  const plain = minorDigits(currency) === 0 ? value.replace(/\.0+$/, '') : value;
  const amountMinor = parseMoney(plain, currency);
  if (amountMinor === undefined) throw new Error(`PayPal told the amount "${value}" ${currency}`);
  return { amountMinor, currency };
}
