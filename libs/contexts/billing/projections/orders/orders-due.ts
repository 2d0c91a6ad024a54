import type { ReadModels } from '@ledgerline/platform/projections';
import type { DueItem, DueSource } from '@ledgerline/platform/reactions';
import { orderStream } from '../../streams/order-stream';
import { orders } from './orders';

const DUE = `
  select order_id as "streamId", account_id as "owner", due_at as "dueAt"
  from read_billing.orders
  where due_at <= $1::timestamptz
    and (due_at, order_id) > (coalesce($2::timestamptz, '-infinity'), coalesce($3, ''))
    and ($5::text[] is null or account_id = any($5))
  order by due_at, order_id limit $4`;

/** Orders that wait for longer than a payment takes, the longest first. */
export function ordersDue(models: Pick<ReadModels, 'query'>): DueSource {
  return {
    name: 'orders',
    stream: orderStream,
    async list({ now, after, countMax, owners }) {
      const values = [now, after?.dueAt ?? null, after?.streamId ?? null, countMax, owners ?? null];
      const { rows: items, position } = await models.query<DueItem>([orders], DUE, values);
      return { items, position };
    },
  };
}
