import { Controller, Inject, Post, Req, Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import {
  ApiEndpoint,
  type ApiRequest,
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
import { callerOf, refusalOf } from './command-controller.http';
import type { CommandAnswer } from './command-gateway';
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
}

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
      roles: ['service'],
      body: { type: BatchBody, example: BATCH_EXAMPLE },
      success: {
        example: { results: [{ status: 201, body: { outcome: 'accepted', generationId: '7b1e…' } }] },
      },
      problems: ['overloaded'],
    })
    async handle(@Req() request: ApiRequest): Promise<object> {
      const { commands } = validBody(BatchBody, request.body);
      const principal = principalOf(request);
      const items = commands.map((item) => callOf(item, byName, { request, principal }));
      const answers = await this.bus.execute<ExecuteBatch, (CommandAnswer | Error)[]>(
        new ExecuteBatch(items),
      );
      return { results: answers.map((answer, i) => this.resultOf(answer, items[i]!, request.id)) };
    }

    private resultOf(answer: CommandAnswer | Error, item: ExecuteCommand | Error, requestId: string): object {
      if (answer instanceof Error) return this.problemResult(answer, requestId);
      const replayed = answer.replayed ? { replayed: true } : {};
      if (!answer.refusal) return { status: answer.status, ...replayed, body: answer.body };
      const { summaryName } = (item as ExecuteCommand).family;
      return { ...this.problemResult(refusalOf(answer, summaryName), requestId), ...replayed };
    }

    private problemResult(error: Error, requestId: string): { status: number; body: object } {
      const { status, body } = this.problems.renderItem(error, requestId);
      return { status, body };
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
