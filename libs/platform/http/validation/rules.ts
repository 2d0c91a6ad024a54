import { getMetadataStorage } from 'class-validator';
import { FieldCheck, FieldContext } from './field';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the key of class-validator's storage
export type Class = Function;

/** Everything known about one property of a class: read from class-validator's metadata, once per class. */
export interface PropertyRules {
  readonly name: string;
  readonly optional: boolean;
  readonly checks: readonly FieldCheck[];
  readonly nested: FieldContext['nested'];
  readonly schema: FieldContext['schema'];
}

/**
 * The rules of every declared property, in order of declaration. Decorators of class-validator are understood
 * with their own messages; `@ValidateIf`, groups and `@ValidateNested` are not needed here and refused.
 */
export function rulesOf(target: Class): readonly PropertyRules[] {
  const storage = getMetadataStorage();
  const metadatas = storage.getTargetValidationMetadatas(target, '', false, false);
  const names = [...new Set(metadatas.map(({ propertyName }) => propertyName))];
  return names.map((name) =>
    propertyRules(
      name,
      metadatas.filter((m) => m.propertyName === name),
    ),
  );
}

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

function propertyRules(name: string, metadatas: readonly Metadata[]): PropertyRules {
  const contexts = metadatas.flatMap(({ context }) => (context ? [context as FieldContext] : []));
  const foreign = metadatas.filter(({ type, context }) => type === 'customValidation' && !context);
  const odd = metadatas.find(({ type, name }) => type !== 'customValidation' && name !== 'isOptional');
  if (odd)
    throw new Error(
      `${name}: ${odd.name ?? odd.type} is not understood here; use @Nested or a field decorator`,
    );
  return {
    name,
    optional: metadatas.some(({ type }) => type !== 'customValidation'),
    checks: [...contexts.flatMap(({ check }) => check ?? []), ...foreign.map(foreignCheck)],
    nested: contexts.find(({ nested }) => nested)?.nested,
    schema: contexts[0]?.schema ?? foreignSchema(foreign),
  };
}

/** A check of class-validator's own: its verdict and its message, `$property` left to the caller. */
function foreignCheck(metadata: Metadata): FieldCheck {
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  const { instance } = constraint!;
  return (value, object) => {
    const { constraints, propertyName: property, target } = metadata;
    const args = {
      value,
      constraints,
      property,
      object,
      targetName: typeof target === 'string' ? target : target.name,
    };
    const values = metadata.each && Array.isArray(value) ? (value as unknown[]) : [value];
    if (values.every((item) => instance.validate(item, args) === true)) return undefined;
    const message = metadata.message ?? instance.defaultMessage?.(args);
    const text = typeof message === 'function' ? message(args) : message;
    return (text || 'is not valid').replaceAll('$property', '').replace(metadata.propertyName, '').trim();
  };
}

function foreignSchema(metadatas: readonly Metadata[]): FieldContext['schema'] {
  const isIn = metadatas.find(({ name }) => name === 'isIn');
  return isIn ? { type: 'string', enum: isIn.constraints[0] as unknown[] } : {};
}
