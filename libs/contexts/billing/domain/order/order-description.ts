import type { OrderPlaced } from './order-events';

const LENGTH_MAX = 200;

/** What the buyer reads on the provider's page, and on the statement of the bank. */
export function descriptionOf({ lines }: Pick<OrderPlaced['data'], 'lines'>): string {
  return lines
    .map(({ description }) => description)
    .join(', ')
    .slice(0, LENGTH_MAX);
}
