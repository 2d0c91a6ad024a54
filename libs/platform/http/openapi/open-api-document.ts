import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ProblemDefinition, ProblemRegistry } from '../problems/problem-registry';
import { SESSION_COOKIE } from '../access/session-cookie';
import { PROBLEM_CODES } from './api-endpoint';

const DESCRIPTION = `Commands in, immutable events, read models out.

Credits are decimal strings ("12.5"), instants RFC 3339 in UTC. Every command needs an \`Idempotency-Key\`; every
answer names the position in the log that it reflects. Whatever is no success is \`application/problem+json\`
with a stable \`code\`.`;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { [PROBLEM_CODES]?: string[] };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * The OpenAPI document of all controllers, each with the problems it may answer as examples.
 * @throws for a route without `@ApiEndpoint` and for a code that is in no list: both are found at boot
 */
export function openApiDocument(
  app: INestApplication,
  problems: ProblemRegistry,
  version: string,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Ledgerline')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key of this installation.' }, 'key')
    .addCookieAuth(
      SESSION_COOKIE,
      { type: 'apiKey', in: 'cookie', description: 'A session of the page.' },
      'session',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation: Operation | undefined = item[method];
      if (operation) describeProblems(operation, problems, `${method.toUpperCase()} ${path}`);
    }
  }
  return document;
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id', 'outcome', 'retryable'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence for people.' },
    code: { type: 'string', description: 'For programs; never changes.' },
    request_id: { type: 'string' },
    outcome: { type: 'string', enum: ['refused', 'not_executed', 'unknown'] },
    retryable: { type: 'boolean', description: 'Whether the very same request may succeed later.' },
    position: { type: 'string' },
    newKeyAfter: { type: 'string', format: 'date-time', description: 'From then on, with a new key.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
  additionalProperties: true,
};

function describeProblems(operation: Operation, problems: ProblemRegistry, route: string): void {
  const codes = operation[PROBLEM_CODES];
  if (!codes) throw new Error(`${route} is not documented: it needs @ApiEndpoint(…)`);
  const definitions = codes.map((code) => problems.get(code));
  for (const status of new Set(definitions.map((definition) => definition.status))) {
    const ofStatus = definitions.filter((definition) => definition.status === status);
    operation.responses[String(status)] = {
      description: ofStatus.map(({ code }) => code).join(', '),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(
            ofStatus.map((definition) => [definition.code, exampleOf(definition)]),
          ),
        },
      },
    };
  }
}

function exampleOf({ code, status, title, outcome, retryable, description }: ProblemDefinition): object {
  const type = `https://ledgerline.example/problems/${code}`;
  const value = { type, title, status, detail: description, code, request_id: '6f0c…', outcome, retryable };
  return { summary: title, value };
}
