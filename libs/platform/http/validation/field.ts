import { registerDecorator } from 'class-validator';

/** What is wrong with a value, worded to follow the field's name ("is a text of …"); undefined when right. */
export type FieldCheck = (value: unknown, siblings: Readonly<Record<string, unknown>>) => string | undefined;

/** The part of OpenAPI's schema object that fields use. */
export type FieldSchema = Readonly<Record<string, unknown>>;

/** What a field decorator leaves for the compiler, in class-validator's metadata. */
export interface FieldContext {
  readonly check?: FieldCheck;
  readonly schema: FieldSchema | (() => FieldSchema);
  /** Set for an object of a class of its own, or a list of them. */
  readonly nested?: { readonly of: () => new () => object; readonly list?: { min: number; max: number } };
}

/**
 * A property decorator with its own message and its own piece of OpenAPI. It registers with class-validator,
 * so that `@IsOptional()` and the other decorators of that library stand beside it.
 */
export function field(name: string, context: FieldContext): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(propertyName),
      options: { context },
      validator: {
        validate: (value, args) => findingOf(context, value, args?.object) === undefined,
        defaultMessage: (args) => findingOf(context, args?.value, args?.object) ?? '',
      },
    });
}

function findingOf({ check }: FieldContext, value: unknown, siblings: object = {}): string | undefined {
  return check?.(value, siblings as Record<string, unknown>);
}
