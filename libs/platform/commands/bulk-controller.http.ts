import { Controller, Inject, Post, Req, Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import {
  ApiEndpoint,
  type ApiRequest,
  field,
  Flag,
  parseIdempotencyKey,
  Problem,
  ProblemRenderer,
  schemaOf,
  validBody,
  validIdentifier,
} from '@ledgerline/platform/http';
import { DEFAULT_LEDGER_BOUNDS } from '@ledgerline/platform/ledger';
import { streamIdOf } from './asked';
import { batchResults } from './batch-results';
import { callerOf } from './caller';
import type { Caller, CommandAnswer } from './command-call';
import type { AnyCommandFamily, AnyCommandSlice } from './command-slice';
import { ExecuteBatch } from './execute-batch';
import { ExecuteCommand } from './execute-command';

/** Where many commands of one kind are sent at once. */
export interface BulkRoute {
  readonly path: string;
  readonly summary: string;
  readonly itemsMax: number;
  readonly bodyBytesMax: number;
  readonly example: object;
}

/** One append closes at so many commands, and what is atomic stands in one. */
const TOGETHER_MAX = DEFAULT_LEDGER_BOUNDS.commandsPerAppendMax;

/**
 * The route of many commands of one kind, made from its slice: an item is the command's own body with the
 * parameters of its path and its idempotency key beside the fields.
 */
export function bulkController(
  family: AnyCommandFamily,
  slice: AnyCommandSlice,
  { path, summary, itemsMax, bodyBytesMax, example }: BulkRoute,
): Type {
  const params = [...slice.route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);

  class BulkBody {
    @field('items', {
      schema: () => ({ type: 'array', minItems: 1, maxItems: itemsMax, items: itemSchema(slice, params) }),
      check: (items) => itemsFinding(items, itemsMax),
    })
    items!: unknown[];

    @IsOptional()
    @Flag()
    atomic?: boolean;

    @IsOptional()
    @Flag()
    dryRun?: boolean;
  }

  @Controller()
  class BulkController {
    constructor(
      @Inject(CommandBus) private readonly bus: CommandBus,
      @Inject(ProblemRenderer) private readonly problems: ProblemRenderer,
    ) {}

    @Post(path)
    @ApiEndpoint({
      tag: slice.route.tag,
      summary,
      description: `${TERMS} The body may have ${bodyBytesMax / 1_024} KiB.`,
      roles: slice.route.roles,
      body: { type: BulkBody, example, bytesMax: bodyBytesMax },
      success: {
        example: { results: [{ status: 201, body: { outcome: 'accepted', ...slice.route.examples.facts } }] },
      },
      problems: [...slice.route.refusals, 'command-too-large', 'atomic-batch-refused', 'overloaded'],
    })
    async handle(@Req() request: ApiRequest): Promise<object> {
      const { items: raw, atomic = false, dryRun = false } = validBody(BulkBody, request.body);
      const caller = callerOf(request);
      const items = raw.map((item, index) =>
        itemOf(item, `items[${index}]`, { family, slice, params, caller }),
      );
      if (atomic) assertTogether(items);
      const how = dryRun ? 'dry-run' : atomic ? 'together' : 'each';
      const answers = await this.bus.execute<ExecuteBatch, (CommandAnswer | Error)[]>(
        new ExecuteBatch(items, { how, telling: 'facts-alone' }),
      );
      const telling = { problems: this.problems, requestId: request.id };
      return { results: batchResults(items, answers, telling) };
    }
  }
  Object.defineProperty(BulkController, 'name', { value: `${slice.name}BulkController` });
  return BulkController;
}

const TERMS =
  'Each item has its own key and its own result, in the order asked; the account is not told again with ' +
  'each: ask for its limits. `atomic: true`: all items or none, for one account and in one append, so at ' +
  `most ${TOGETHER_MAX}. \`dryRun: true\` records nothing and looks up no key: each item is answered as it ` +
  'would be now, those of one account after one another.';

function itemSchema(slice: AnyCommandSlice, params: readonly string[]): object {
  const body = schemaOf(slice.body) as { properties: object; required?: readonly string[] };
  const key = { type: 'string', minLength: 1, maxLength: 200 };
  const named = Object.fromEntries(params.map((name) => [name, { type: 'string' }]));
  return {
    ...body,
    properties: { ...named, idempotencyKey: key, ...body.properties },
    required: [...params, 'idempotencyKey', ...(body.required ?? [])],
  };
}

function itemsFinding(items: unknown, itemsMax: number): string | undefined {
  if (!Array.isArray(items)) return `is a list of 1 to ${itemsMax} objects`;
  if (items.length >= 1 && items.length <= itemsMax) return undefined;
  const more = items.length > itemsMax ? '; split the batch' : '';
  return `is a list of 1 to ${itemsMax} objects, not of ${items.length}${more}`;
}

interface Kind {
  readonly family: AnyCommandFamily;
  readonly slice: AnyCommandSlice;
  readonly params: readonly string[];
  readonly caller: Caller;
}

/** A bad item is that item's problem alone; its fields are named by their place in the batch. */
function itemOf(
  raw: unknown,
  at: string,
  { family, slice, params: names, caller }: Kind,
): ExecuteCommand | Error {
  try {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw wrong(at, 'is a JSON object');
    const fields = raw as Record<string, unknown>;
    const params: Record<string, string> = {};
    for (const name of names) params[name] = validIdentifier(`${at}.${name}`, fields[name]);
    const idempotencyKey = keyOf(fields.idempotencyKey, at);
    const body = validBody(slice.body, raw, { path: at, beside: [...names, 'idempotencyKey'] });
    const call = { slice, params, body, idempotencyKey, caller };
    return new ExecuteCommand(family, call);
  } catch (problem) {
    return problem as Error;
  }
}

function keyOf(given: unknown, at: string): string {
  try {
    return parseIdempotencyKey(given);
  } catch (problem) {
    const { code, options } = problem as Problem;
    const errors = [{ field: `${at}.idempotencyKey`, message: 'is 1 to 200 printable ASCII characters' }];
    throw new Problem(code, { ...options, errors });
  }
}

function wrong(field: string, message: string): Problem {
  return new Problem('validation-failed', { errors: [{ field, message }], detail: `${field} ${message}.` });
}

/** @throws Problem where they cannot stand in one append of one stream */
function assertTogether(
  items: readonly (ExecuteCommand | Error)[],
): asserts items is readonly ExecuteCommand[] {
  const bad = items.find((item) => item instanceof Error);
  if (bad) throw bad;
  const [first, ...others] = (items as readonly ExecuteCommand[]).map(({ call }) => streamOf(call));
  const stray = others.findIndex((stream) => stream !== first) + 1;
  if (stray > 0) throw wrong(`items[${stray}]`, `is not of ${first}: an atomic batch is of one account`);
  if (items.length <= TOGETHER_MAX) return;
  throw new Problem('command-too-large', {
    detail: `An atomic batch stands in one append, which closes at ${TOGETHER_MAX} items; this has ${items.length}.`,
  });
}

function streamOf(call: ExecuteCommand['call']): string {
  return streamIdOf(call);
}
