import { FieldSchema } from './field';
import { Class, rulesOf } from './rules';

/** The OpenAPI schema of a body class: the same rules that validate it, so the two cannot disagree. */
export function schemaOf(target: Class): FieldSchema {
  const rules = rulesOf(target);
  const required = rules.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ name, schema }) => [name, typeof schema === 'function' ? schema() : schema]),
    ),
    ...(required.length > 0 && { required }),
  };
}
