import { Controller, Inject, Param, Post, Req, Res, Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiEndpoint,
  type ApiReply,
  type ApiRequest,
  parseIdempotencyKey,
  Problem,
  validBody,
  validIdentifier,
} from '@ledgerline/platform/http';
import { callerOf } from './caller';
import type { CommandAnswer } from './command-call';
import { refusalOf } from './command-refusal';
import type { AnyCommandFamily, AnyCommandSlice, RouteParams } from './command-slice';
import { ExecuteCommand } from './execute-command';

/** The route of one command, made from its slice: nothing about a command is said twice. */
export function commandController(family: AnyCommandFamily, slice: AnyCommandSlice): Type {
  class CommandController {
    constructor(@Inject(CommandBus) private readonly bus: CommandBus) {}

    async handle(request: ApiRequest, params: RouteParams, reply: ApiReply): Promise<object> {
      const dryRun = asksDryRun(request.query);
      const call = {
        slice,
        params: validParams(params),
        // What is not recorded cannot be repeated: it needs no key.
        idempotencyKey: dryRun ? '' : parseIdempotencyKey(request.headers['idempotency-key']),
        body: validBody(slice.body, request.body),
        caller: callerOf(request),
      };
      const command = new ExecuteCommand(family, call, dryRun);
      const answer = await this.bus.execute<ExecuteCommand, CommandAnswer>(command);
      if (answer.replayed) void reply.header('Idempotent-Replayed', 'true');
      if (answer.refusal) throw refusalOf(answer, family.summaryName);
      void reply.status(answer.status);
      return answer.body;
    }
  }
  Object.defineProperty(CommandController, 'name', { value: `${slice.name}Controller` });
  Req()(CommandController.prototype, 'handle', 0);
  Param()(CommandController.prototype, 'handle', 1);
  Res({ passthrough: true })(CommandController.prototype, 'handle', 2);
  const handle = Object.getOwnPropertyDescriptor(CommandController.prototype, 'handle')!;
  const { route } = slice;
  Post(route.path)(CommandController.prototype, 'handle', handle);
  ApiEndpoint({
    tag: route.tag,
    summary: route.summary,
    roles: route.roles,
    body: { type: slice.body, example: route.examples.body },
    success: {
      status: route.acceptedStatus ?? 200,
      example: { outcome: 'accepted', ...EXAMPLE_PLACE, ...route.examples.facts },
    },
    problems: route.refusals,
    isCommand: true,
  })(CommandController.prototype, 'handle', handle);
  Controller()(CommandController);
  return CommandController;
}

const EXAMPLE_PLACE = {
  position: '3f9a1c20-00000000000000000042',
  commandId: 'e0a3…',
  decidedAt: '2026-11-21T09:00:00.000Z',
};

function asksDryRun(query: unknown): boolean {
  const { dryRun } = query as { readonly dryRun?: unknown };
  if (dryRun === undefined || dryRun === 'false') return false;
  if (dryRun === 'true') return true;
  throw new Problem('validation-failed', { errors: [{ field: 'dryRun', message: 'is true or false' }] });
}

function validParams(params: RouteParams): RouteParams {
  for (const [name, value] of Object.entries(params)) validIdentifier(name, value);
  return params;
}
