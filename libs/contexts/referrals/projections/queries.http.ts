import type { Type } from '@nestjs/common';

interface Queries {
  readonly controllers: readonly Type[];
  readonly handlers: readonly Type[];
}

const all: readonly Queries[] = [];

/** The routes of all queries of this context, and their handlers on the query bus. */
export const referralsQueries: Queries = {
  controllers: all.flatMap(({ controllers }) => controllers),
  handlers: all.flatMap(({ handlers }) => handlers),
};
