export { EDGE_PROBLEMS } from './problems/problems';
export { Problem, problemOfRefusal } from './problems/problem';
export type { FieldError, ProblemOptions } from './problems/problem';
export { problemRegistry } from './problems/problem-registry';
export type { Figures, ProblemDefinition, ProblemRegistry } from './problems/problem-registry';
export { ProblemRenderer } from './problems/problem-renderer';
export type { RenderedProblem } from './problems/problem-renderer';
export { renderProblemTable } from './problems/problem-table';
export { IDEMPOTENCY_KEY_LENGTH_MAX, parseIdempotencyKey } from './validation/idempotency-key';
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
  OneOf,
} from './validation/value-fields';
