import { IsOptional } from 'class-validator';
import {
  AttributesMap,
  FlagsMap,
  Identifier,
  IntegerBetween,
  JsonObject,
  Nested,
  Text,
} from '@ledgerline/platform/http';
import { Attributes } from '../../domain/account-events';
import { HOLD_SECONDS_MAX } from '../../domain/hold-bounds';
import { requestSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { requestGeneration } from './request-generation';

export const QUANTITY_MAX = 1_000_000;
export const TOKENS_MAX = 1_000_000_000;
const TIMEOUT_SECONDS_DEFAULT = 900;

class EstimateBody {
  @IsOptional()
  @IntegerBetween(1, QUANTITY_MAX)
  quantity?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  inputTokens?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  outputTokens?: number;
}

class RequestGenerationBody {
  @Identifier()
  action!: string;

  @IsOptional()
  @Identifier()
  generationId?: string;

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @Text(100)
  operation?: string;

  @IsOptional()
  @Text(100)
  subtype?: string;

  @IsOptional()
  @Text(100)
  service?: string;

  @IsOptional()
  @Text(100)
  model?: string;

  @IsOptional()
  @Text(100)
  project?: string;

  @IsOptional()
  @Text(100)
  scene?: string;

  @IsOptional()
  @Text(20_000)
  prompt?: string;

  @IsOptional()
  @JsonObject(20_000)
  parameters?: Record<string, unknown>;

  @IsOptional()
  @FlagsMap()
  flags?: Record<string, boolean>;

  @IsOptional()
  @AttributesMap()
  attributes?: Attributes;

  @IsOptional()
  @Nested(() => EstimateBody)
  estimate?: EstimateBody;

  @IsOptional()
  @IntegerBetween(1, HOLD_SECONDS_MAX)
  timeoutSeconds?: number;
}

export const requestGenerationSlice = accountCommand({
  name: 'RequestGeneration',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations',
    summary: 'Ask whether a generation may run, and set aside what it needs',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: [
      'account-not-found',
      'account-closed',
      'too-many-refusals',
      'generation-already-exists',
      'unknown-action',
      'unpriced-model',
      'estimate-required',
      'limit-reached',
      'insufficient-credits',
    ],
    examples: {
      body: {
        action: 'image',
        actorUserId: 'ada',
        prompt: 'a lighthouse at dusk',
        estimate: { quantity: 1 },
      },
      facts: {
        generationId: '7b1e…',
        held: { credits: '10', lots: [{ lotId: 'trial', credits: '10' }] },
        deadlineAt: '2026-11-21T09:15:00.000Z',
        catalogVersion: 1,
      },
    },
  },
  body: RequestGenerationBody,
  personal: ['prompt', 'parameters'],
  command: ({ body, payloadHash, sealed }) => ({
    generationId: body.generationId ?? null,
    actorUserId: body.actorUserId ?? null,
    action: body.action,
    operation: body.operation ?? null,
    subtype: body.subtype ?? null,
    service: body.service ?? null,
    model: body.model ?? null,
    project: body.project ?? null,
    scene: body.scene ?? null,
    payloadHash,
    sealed,
    flags: body.flags ?? {},
    attributes: body.attributes ?? {},
    estimate: {
      quantity: body.estimate?.quantity ?? 1,
      inputTokens: body.estimate?.inputTokens ?? null,
      outputTokens: body.estimate?.outputTokens ?? null,
    },
    timeoutSeconds: body.timeoutSeconds ?? TIMEOUT_SECONDS_DEFAULT,
  }),
  subjects: requestSubjects,
  decide: requestGeneration,
  facts: (events, { body }) => {
    const requested = factOf(events, 'GenerationRequested');
    if (!requested) return { generationId: body.generationId };
    const { generationId, lots, deadlineAt, catalogVersion } = requested;
    return { generationId, held: creditsByLot(lots), deadlineAt, catalogVersion };
  },
});
