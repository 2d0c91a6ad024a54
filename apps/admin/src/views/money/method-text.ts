import { asSentence, humanWords } from '../../figures/words';

/** "Visa •••• 4242". */
export function methodText(method: {
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
}): string {
  const { type, brand, last4 } = method;
  const name = brand === null ? humanWords(type) : asSentence(brand);
  return last4 === null ? name : `${name} •••• ${last4}`;
}
