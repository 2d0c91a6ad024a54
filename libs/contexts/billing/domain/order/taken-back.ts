/**
 * Credits that belong to what went back of a payment so far: in proportion to the money, cut to the micro.
 * Taken of the sum and not of each part, so that parts add up, and all of the money is all of the credits.
 */
export function creditsOfRefundMicros(of: {
  readonly creditsMicros: bigint;
  readonly refundedMinor: bigint;
  readonly totalMinor: bigint;
}): bigint {
  return (of.creditsMicros * of.refundedMinor) / of.totalMinor;
}
