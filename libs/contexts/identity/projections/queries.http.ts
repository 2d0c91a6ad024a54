import type { Type } from '@nestjs/common';
import { membersQueries } from './members/members.http';
import { partiesQueries } from './parties/parties.http';
import { testClocksQueries } from './test-clocks/test-clocks.http';

interface Queries {
  readonly controllers: readonly Type[];
  readonly handlers: readonly Type[];
}

const all: readonly Queries[] = [membersQueries, partiesQueries, testClocksQueries];

/** The routes of all queries of this context, and their handlers on the query bus. */
export const identityQueries: Queries = {
  controllers: all.flatMap(({ controllers }) => controllers),
  handlers: all.flatMap(({ handlers }) => handlers),
};
