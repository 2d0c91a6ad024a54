/** "19.99" in USD as "19.99 USD": the API's own text, which is exact, never a number. */
export function moneyText({ amount, currency }: { amount: string; currency: string }): string {
  return `${amount} ${currency}`;
}

/** Sums by currency, exactly: "12.50 USD + 300 JPY"; amounts of one currency have the same decimals. */
export function sumText(amounts: readonly { amount: string; currency: string }[]): string {
  const sums = new Map<string, bigint>();
  const places = new Map<string, number>();
  for (const { amount, currency } of amounts) {
    const fraction = amount.split('.')[1]?.length ?? 0;
    places.set(currency, fraction);
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount.replace('.', '')));
  }
  const texts = [...sums].map(([currency, minor]) => `${decimal(minor, places.get(currency)!)} ${currency}`);
  return texts.join(' + ') || '0';
}

function decimal(minor: bigint, places: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${minor < 0n ? '−' : ''}${whole}${fraction}`;
}
