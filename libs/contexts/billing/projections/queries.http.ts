import type { Type } from '@nestjs/common';
import { invoicesQueries } from './invoices/invoices.http';
import { subscriptionsQueries } from './subscriptions/subscriptions.http';

interface Queries {
  readonly controllers: readonly Type[];
  readonly handlers: readonly Type[];
}

const all: readonly Queries[] = [invoicesQueries, subscriptionsQueries];

/** The routes of all queries of this context, and their handlers on the query bus. */
export const billingQueries: Queries = {
  controllers: all.flatMap(({ controllers }) => controllers),
  handlers: all.flatMap(({ handlers }) => handlers),
};
