import { applyDecorators, HttpCode } from '@nestjs/common';
import {
  ApiBody,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { Role } from '@ledgerline/platform/config';
import { BodyForm, Public, Roles, withAdmin } from '../access/roles';
import { rulesOf } from '../validation/rules';
import { schemaOf } from '../validation/schema';

export interface EndpointDescription {
  readonly summary: string;
  readonly description?: string;
  /** Group in the documentation. */
  readonly tag: string;
  /** `admin` is always included; an empty list is for admins alone. */
  readonly roles: readonly Role[] | 'public';
  readonly body?: {
    readonly type: new () => object;
    readonly example: object;
    /** Where it may have more bytes than bodies elsewhere. */
    readonly bytesMax?: number;
  };
  readonly query?: new () => object;
  readonly success: {
    /** 200 unless told. */
    readonly status?: number;
    readonly description?: string;
    readonly example?: unknown;
    /** `application/json` unless told. */
    readonly contentType?: string;
  };
  /** Codes it may answer beside those that follow from roles, body and key. */
  readonly problems?: readonly string[];
  /** Where its body is no JSON of ours. */
  readonly bodyForm?: BodyForm;
  /** A command: needs an `Idempotency-Key`. */
  readonly isCommand?: boolean;
}

/** The name under which an operation carries its problem codes. */
export const PROBLEM_CODES = 'x-problems';

/**
 * Everything about a route in one place: who may use it, its status, its documentation. The codes are checked
 * against the registry when the document is made, so a mistyped one stops the process at boot.
 */
export function ApiEndpoint(endpoint: EndpointDescription): MethodDecorator {
  const { summary, tag, roles, success, body, query, isCommand } = endpoint;
  const isPublic = roles === 'public';
  const needed = isPublic ? 'Open to everybody.' : `Needs the role ${withAdmin(roles).join(' or ')}.`;
  const description = [endpoint.description, needed].filter(Boolean).join(' ');
  return applyDecorators(
    isPublic ? Public(endpoint.bodyForm) : Roles(roles, body?.bytesMax),
    HttpCode(success.status ?? 200),
    ApiTags(tag),
    ApiOperation({ summary, description }),
    ApiExtension(PROBLEM_CODES, codesOf(endpoint)),
    successResponse(success),
    ...(isPublic ? [] : [ApiSecurity('key'), ApiSecurity('session')]),
    ...(isCommand ? [idempotencyKeyHeader()] : []),
    ...(body
      ? [ApiBody({ schema: schemaOf(body.type), examples: { example: { value: body.example } } })]
      : []),
    ...(query ? queryParameters(query) : []),
  );
}

function codesOf({ roles, body, isCommand, problems = [] }: EndpointDescription): string[] {
  const codes = [
    ...(roles === 'public' ? [] : ['unauthenticated', 'forbidden']),
    ...(body ? ['malformed-json', 'body-too-large', 'unsupported-media-type', 'validation-failed'] : []),
    ...(isCommand ? ['idempotency-key-missing', 'idempotency-key-invalid', 'idempotency-key-reused'] : []),
    ...(isCommand
      ? ['overloaded', 'outcome-unknown', 'log-unavailable', 'clock-skewed', 'stream-halted']
      : []),
    ...problems,
    ...['shutting-down', 'internal'],
  ];
  return [...new Set(codes)];
}

function successResponse(success: EndpointDescription['success']): MethodDecorator {
  const { status = 200, description = 'Success.', example, contentType = 'application/json' } = success;
  const content = example === undefined ? undefined : { [contentType]: { schema: {}, example } };
  return ApiResponse({ status, description, ...(content && { content }) });
}

function idempotencyKeyHeader(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'One key per command; the same key again answers the recorded facts again.',
    schema: { type: 'string', minLength: 1, maxLength: 200, example: '0b9c6b36-9b3a-4d0e-8a4f-3f7c1d2e5a6b' },
  });
}

function queryParameters(query: new () => object): MethodDecorator[] {
  return rulesOf(query).map(({ name, optional, schema }) =>
    ApiQuery({ name, required: !optional, schema: typeof schema === 'function' ? schema() : schema }),
  );
}
