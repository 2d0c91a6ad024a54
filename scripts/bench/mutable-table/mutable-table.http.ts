import { Controller, DynamicModule, Inject, Module, Post, Req } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { Pool } from 'pg';
import { formatCredits } from '@ledgerline/kernel';
import {
  ApiEndpoint,
  type ApiRequest,
  Identifier,
  IntegerBetween,
  Nested,
  NestedList,
  problemOfRefusal,
  Text,
  validBody,
  validIdentifier,
} from '@ledgerline/platform/http';
import { BATCH_ITEMS } from '../cell';
import { runGeneration } from './run-generation';

const POOL = Symbol('pool of the mutable tables');
const TOKENS_MAX = 1_000_000_000;

class UsageBody {
  @IsOptional()
  @IntegerBetween(0, 1_000_000)
  quantity?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  inputTokens?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  outputTokens?: number;
}

class GenerationBody {
  @Identifier()
  action!: string;

  @Identifier()
  generationId!: string;

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @Text(100)
  model?: string;

  @IsOptional()
  @Nested(() => UsageBody)
  usage?: UsageBody;
}

class BatchItem {
  @Identifier()
  accountId!: string;

  @Nested(() => GenerationBody)
  generation!: GenerationBody;
}

class BatchBody {
  @NestedList(() => BatchItem, { min: 1, max: BATCH_ITEMS })
  generations!: BatchItem[];
}

const EXAMPLE = { action: 'chat', generationId: 'g1', usage: { inputTokens: 1_000, outputTokens: 200 } };

/** One generation a request, or many: the replaced design behind the very edge that the ledger has. */
@Controller()
class MutableTableController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Post('/v1/accounts/:accountId/generations')
  @ApiEndpoint({
    ...{ tag: 'commands', summary: 'Run a generation', roles: ['service'] },
    ...{ body: { type: GenerationBody, example: EXAMPLE }, success: { status: 201 } },
  })
  async one(@Req() request: ApiRequest): Promise<object> {
    const { accountId } = request.params as { accountId: string };
    validIdentifier('accountId', accountId);
    return this.run(accountId, validBody(GenerationBody, request.body));
  }

  @Post('/v1/commands')
  @ApiEndpoint({
    ...{
      tag: 'commands',
      summary: 'Run many generations, one after the other, each in its own transaction',
      roles: ['service'],
    },
    body: { type: BatchBody, example: { generations: [{ accountId: 'a', generation: EXAMPLE }] } },
    success: { status: 200 },
  })
  async many(@Req() request: ApiRequest): Promise<object> {
    const { generations } = validBody(BatchBody, request.body);
    const results: object[] = [];
    for (const item of generations) results.push(await this.run(item.accountId, item.generation));
    return { results };
  }

  private async run(accountId: string, body: GenerationBody): Promise<object> {
    const { action, generationId, actorUserId = null, model = null, usage } = body;
    const tokens = { inputTokens: usage?.inputTokens ?? null, outputTokens: usage?.outputTokens ?? null };
    const generation = { accountId, action, generationId, actorUserId, model, ...tokens };
    const ran = await runGeneration(this.pool, generation);
    if (ran.outcome === 'accepted') {
      return { outcome: 'accepted', generationId, balance: formatCredits(ran.balanceMicros) };
    }
    throw problemOfRefusal({ kind: 'refused', reason: ran.reason, figures: {} }, null);
  }
}

@Module({})
export class MutableTableModule {
  static with(pool: Pool): DynamicModule {
    return {
      module: MutableTableModule,
      controllers: [MutableTableController],
      providers: [{ provide: POOL, useValue: pool }],
    };
  }
}
