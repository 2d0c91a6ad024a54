export { CurrentPrincipal, principalOf } from './access/principal';
export type { Access, ApiReply, ApiRequest, Principal } from './access/principal';
export { keyRing } from './access/key-ring';
export type { KeyRing } from './access/key-ring';
export { Public, Roles } from './access/roles';
export { SESSION_COOKIE } from './access/session-cookie';
export { SESSION_SECONDS } from './access/sessions';
export type { HealthCheck } from './health/health-check';
export { serveOperations } from './health/operations-server';
export type { OperationsServer } from './health/operations-server';
export { ApiEndpoint } from './openapi/api-endpoint';
export type { EndpointDescription } from './openapi/api-endpoint';
export { openApiDocument } from './openapi/open-api-document';
export { Problem, problemOfRefusal } from './problems/problem';
export type { FieldError, ProblemOptions } from './problems/problem';
export { problemRegistry } from './problems/problem-registry';
export type { Figures, ProblemDefinition, ProblemRegistry } from './problems/problem-registry';
export { ProblemRenderer } from './problems/problem-renderer';
export type { RenderedProblem } from './problems/problem-renderer';
export { renderProblemTable } from './problems/problem-table';
export { EDGE_PROBLEMS } from './problems/problems';
export { BODY_BYTES_MAX } from './server/create-adapter';
export { createHttpApp } from './server/http-app';
export type { HttpApp } from './server/http-app';
export type { HttpAppOptions } from './server/http-app-options';
export { ListenFault } from './server/listen';
export { shutdownOnSignals } from './server/shutdown';
export type { ShutdownOptions, ShutdownStep } from './server/shutdown';
export { IDEMPOTENCY_KEY_LENGTH_MAX, parseIdempotencyKey } from './validation/idempotency-key';
export { field } from './validation/field';
export { Nested, NestedList } from './validation/nested';
export { schemaOf } from './validation/schema';
export {
  CreditsText,
  Currency,
  Identifier,
  MoneyText,
  Text,
  TimestampText,
  UsdText,
  WebUrl,
} from './validation/text-fields';
export { validBody, validateBody } from './validation/validate-body';
export { validIdentifier, validQuery } from './validation/validate-query';
export {
  AttributesMap,
  Flag,
  FlagsMap,
  IntegerBetween,
  IntegerText,
  JsonObject,
  LimitFigure,
  OneOf,
} from './validation/value-fields';
