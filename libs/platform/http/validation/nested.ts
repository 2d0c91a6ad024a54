import { field } from './field';
import { schemaOf } from './schema';

/** An object with fields of its own: `@Nested(() => OwnerBody)`. */
export function Nested(of: () => new () => object): PropertyDecorator {
  return field('nested', { schema: () => schemaOf(of()), nested: { of } });
}

/** A list of such objects, bounded. */
export function NestedList(
  of: () => new () => object,
  { min = 0, max }: { min?: number; max: number },
): PropertyDecorator {
  return field('nestedList', {
    schema: () => ({ type: 'array', minItems: min, maxItems: max, items: schemaOf(of()) }),
    nested: { of, list: { min, max } },
  });
}
