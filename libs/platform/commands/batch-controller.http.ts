import { Controller, Inject, Post, Req, Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import {
  ApiEndpoint,
  type ApiRequest,
  Flag,
  Identifier,
  JsonObject,
  NestedList,
  parseIdempotencyKey,
  type Principal,
  principalOf,
  Problem,
  ProblemRenderer,
  Text,
  validBody,
} from '@ledgerline/platform/http';
import { batchResults } from './batch-results';
import { callerOf } from './caller';
import type { CommandAnswer } from './command-call';
import type { AnyCommandFamily, AnyCommandSlice } from './command-slice';
import { ExecuteBatch } from './execute-batch';
import { ExecuteCommand } from './execute-command';

export const BATCH_COMMANDS_MAX = 100;
const ITEM_BYTES_MAX = 64 * 1024;

class BatchItem {
  @Text(100)
  type!: string;

  @Text(200)
  idempotencyKey!: string;

  @IsOptional()
  @Identifier()
  accountId?: string;

  @IsOptional()
  @Identifier()
  generationId?: string;

  @IsOptional()
  @JsonObject(ITEM_BYTES_MAX)
  body?: Record<string, unknown>;
}

class BatchBody {
  @NestedList(() => BatchItem, { min: 1, max: BATCH_COMMANDS_MAX })
  commands!: BatchItem[];

  @IsOptional()
  @Flag()
  dryRun?: boolean;
}

const DRY_RUN =
  '`dryRun: true` records nothing: each item is answered as it would be now, those of one account after ' +
  'one another. Keys are not looked up in the log then.';

const BATCH_EXAMPLE = {
  commands: [
    { type: 'RequestGeneration', idempotencyKey: 'k1', accountId: 'ada', body: { action: 'image' } },
  ],
};

type Registered = { readonly family: AnyCommandFamily; readonly slice: AnyCommandSlice };

/** `POST /v1/commands`: what the single routes do, many at a time; one result per item, in the same order. */
export function batchController(registered: readonly Registered[]): Type {
  const byName = new Map(registered.map((command) => [command.slice.name, command]));

  @Controller()
  class BatchController {
    constructor(
      @Inject(CommandBus) private readonly bus: CommandBus,
      @Inject(ProblemRenderer) private readonly problems: ProblemRenderer,
    ) {}

    @Post('/v1/commands')
    @ApiEndpoint({
      tag: 'commands',
      summary: 'Many commands in one request, decided in order; each has its own result',
      description: DRY_RUN,
      roles: ['service'],
      body: { type: BatchBody, example: BATCH_EXAMPLE },
      success: {
        example: { results: [{ status: 201, body: { outcome: 'accepted', generationId: '7b1e…' } }] },
      },
      problems: ['overloaded'],
    })
    async handle(@Req() request: ApiRequest): Promise<object> {
      const { commands, dryRun } = validBody(BatchBody, request.body);
      const principal = principalOf(request);
      const items = commands.map((item) => callOf(item, byName, { request, principal }));
      const how = dryRun ? 'dry-run' : 'each';
      const answers = await this.bus.execute<ExecuteBatch, (CommandAnswer | Error)[]>(
        new ExecuteBatch(items, { how, telling: 'with-summary' }),
      );
      const telling = { problems: this.problems, requestId: request.id };
      return { results: batchResults(items, answers, telling) };
    }
  }
  return BatchController;
}

/** A bad item is that item's problem alone. */
function callOf(
  item: BatchItem,
  byName: ReadonlyMap<string, Registered>,
  { request, principal }: { request: ApiRequest; principal: Principal },
): ExecuteCommand | Error {
  try {
    const registered = byName.get(item.type);
    if (!registered) throw unknownType(item.type, byName);
    const { family, slice } = registered;
    if (!slice.route.roles.includes(principal.role) && principal.role !== 'admin')
      throw new Problem('forbidden');
    const params = paramsOf(item, slice);
    const idempotencyKey = parseIdempotencyKey(item.idempotencyKey);
    const body = validBody(slice.body, item.body ?? {});
    return new ExecuteCommand(family, { slice, params, idempotencyKey, body, caller: callerOf(request) });
  } catch (problem) {
    return problem as Error;
  }
}

function paramsOf(item: BatchItem, slice: AnyCommandSlice): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [, name] of slice.route.path.matchAll(/:(\w+)/g)) {
    const value = item[name as 'accountId' | 'generationId'];
    if (value === undefined) {
      throw new Problem('validation-failed', {
        errors: [{ field: name!, message: `is required by ${slice.name}` }],
      });
    }
    params[name!] = value;
  }
  return params;
}

function unknownType(type: string, byName: ReadonlyMap<string, Registered>): Problem {
  const message = `is none of the commands ${[...byName.keys()].join(', ')}: ${type}`;
  return new Problem('validation-failed', { errors: [{ field: 'type', message }] });
}
