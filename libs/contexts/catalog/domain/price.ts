/** A price that one generation is held and settled at. Micros are micro-credits. */
export interface Price {
  readonly kind: 'free' | 'flat' | 'tokens';
  /** Per unit of quantity, for `flat`. */
  readonly flatMicros: bigint;
  /** Per million tokens, for `tokens`. */
  readonly inputMicrosPerMillion: bigint;
  readonly outputMicrosPerMillion: bigint;
}

export interface PricedUsage {
  readonly quantity: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** The most tokens a generation may come to where nobody estimated it. */
export interface TokenBound {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Whether a usage tells every figure that the price asks for: what nobody told is not taken for nothing. */
export function isPriceable(price: Price, { inputTokens, outputTokens }: PricedUsage): boolean {
  const isInputTold = inputTokens !== null || price.inputMicrosPerMillion === 0n;
  return isInputTold && (outputTokens !== null || price.outputMicrosPerMillion === 0n);
}

const TOKENS_PER_PRICE = 1_000_000n;

/**
 * What a usage costs, in micro-credits: one exact sum over all components, rounded up once. Holding and
 * settling both use it, and it is monotonic, so an actual usage within the estimate never costs more than was
 * held.
 */
export function costMicros(price: Price, usage: PricedUsage): bigint {
  if (price.kind === 'free') return 0n;
  if (price.kind === 'flat') return price.flatMicros * BigInt(usage.quantity);
  const exact =
    price.inputMicrosPerMillion * BigInt(usage.inputTokens ?? 0) +
    price.outputMicrosPerMillion * BigInt(usage.outputTokens ?? 0);
  return (exact + TOKENS_PER_PRICE - 1n) / TOKENS_PER_PRICE;
}
