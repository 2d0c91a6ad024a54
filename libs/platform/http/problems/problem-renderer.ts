import type { Logger } from '@ledgerline/platform/telemetry';
import type { Problem } from './problem';
import { problemOf } from './problem-of-error';
import type { ProblemDefinition, ProblemRegistry } from './problem-registry';

/** The namespace of `type`: an identifier, not a page. */
const TYPE_BASE = 'https://ledgerline.example/problems/';
const OWN_MEMBERS = new Set([
  'type',
  'title',
  'status',
  'detail',
  'code',
  'request_id',
  'outcome',
  'retryable',
]);

/** An error as it goes out: alone as an answer, or as one item of a batch. */
export interface RenderedProblem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> & { readonly code: string };
  /** True for what an operator should see in the log. */
  readonly isDefect: boolean;
}

/** Turns any error into problem+json, by the one registry. */
export class ProblemRenderer {
  constructor(
    private readonly registry: ProblemRegistry,
    private readonly logger?: Logger,
  ) {}

  /** One item of a batch: nobody else would see its error, so a defect is logged here. */
  renderItem(error: Error, requestId: string): RenderedProblem {
    const rendered = this.render(error, requestId);
    if (rendered.isDefect)
      this.logger?.error({ request_id: requestId, err: error }, 'an item of a batch failed');
    return rendered;
  }

  render(error: unknown, requestId: string): RenderedProblem {
    const problem = problemOf(error);
    const definition = this.registry.has(problem.code) ? this.registry.get(problem.code) : undefined;
    if (!definition) return this.render(new Error(`the problem ${problem.code} is in no list`), requestId);
    return {
      status: definition.status,
      headers: headersOf(problem, definition),
      body: bodyOf(problem, definition, requestId),
      isDefect: definition.code === 'internal',
    };
  }
}

function bodyOf(problem: Problem, definition: ProblemDefinition, requestId: string): RenderedProblem['body'] {
  const { figures = {}, errors, position, detail } = problem.options;
  const { code, status, title, outcome, retryable } = definition;
  const further = Object.entries({ ...figures, ...definition.extras?.(figures) });
  return {
    type: TYPE_BASE + code,
    title,
    status,
    detail: detail ?? definition.sentence?.(figures) ?? definition.description,
    code,
    request_id: requestId,
    outcome,
    retryable,
    ...(position !== undefined && { position }),
    // A figure that happens to be called `status` must not turn a 409 into "open".
    ...Object.fromEntries(further.filter(([name]) => !OWN_MEMBERS.has(name))),
    ...(errors && { errors }),
  };
}

function headersOf({ code, options }: Problem, definition: ProblemDefinition): Record<string, string> {
  const retryAfterSeconds = options.retryAfterSeconds ?? definition.retryAfterSeconds;
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
}
