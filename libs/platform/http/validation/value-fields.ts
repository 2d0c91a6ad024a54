import { field } from './field';
import { isStorable } from './text-fields';

/** A whole number within both bounds; a text of digits is not one. */
export function IntegerBetween(min: number, max: number): PropertyDecorator {
  const message = `is a whole number from ${min} to ${max}`;
  return field('integerBetween', {
    schema: { type: 'integer', minimum: min, maximum: max },
    check: (value) => (Number.isInteger(value) && isWithin(value as number, min, max) ? undefined : message),
  });
}

/** A whole number in a query string, where everything is text. Read with `Number`. */
export function IntegerText(min: number, max: number): PropertyDecorator {
  const message = `is a whole number from ${min} to ${max}`;
  return field('integerText', {
    schema: { type: 'integer', minimum: min, maximum: max },
    check: (value) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) && isWithin(Number(value), min, max)
        ? undefined
        : message,
  });
}

/** What a limit may come to, as the catalog spells it: a number, or a text that no digit is lost of. */
export function LimitFigure(): PropertyDecorator {
  const message = 'is a whole number (-1: unlimited), or a decimal text where credits or cost are limited';
  return field('limitFigure', {
    schema: { oneOf: [{ type: 'integer' }, { type: 'string', minLength: 1, maxLength: 20 }], example: 500 },
    check: (value) => {
      const isText = typeof value === 'string' && value.length >= 1 && value.length <= 20;
      return isText || Number.isSafeInteger(value) ? undefined : message;
    },
  });
}

export function Flag(): PropertyDecorator {
  return field('flag', {
    schema: { type: 'boolean' },
    check: (value) => (typeof value === 'boolean' ? undefined : 'is true or false'),
  });
}

/** One of a few words. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  return field('oneOf', {
    schema: { type: 'string', enum: [...words] },
    check: (value) => (words.includes(value as string) ? undefined : `is one of ${words.join(', ')}`),
  });
}

const KEYS_MAX = 32;
const NAME = /^[A-Za-z][A-Za-z0-9._-]{0,59}$/;
const ATTRIBUTE_LENGTH_MAX = 500;

/** A flat map of at most 32 short names to texts, numbers and booleans. */
export function AttributesMap(): PropertyDecorator {
  const message =
    `is an object of at most ${KEYS_MAX} names (a letter, then letters, digits, . _ -; at most 60) with a ` +
    `text of at most ${ATTRIBUTE_LENGTH_MAX} characters, a number or a boolean each`;
  const isAttribute = (value: unknown) =>
    typeof value === 'string'
      ? value.length <= ATTRIBUTE_LENGTH_MAX && isStorable(value)
      : typeof value === 'boolean' || Number.isFinite(value);
  return field('attributesMap', {
    schema: {
      type: 'object',
      maxProperties: KEYS_MAX,
      additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
      example: { campaign: 'autumn', seats: 3 },
    },
    check: (value) => (isMapOf(value, isAttribute) ? undefined : message),
  });
}

/** A flat map of at most 32 short names to booleans. */
export function FlagsMap(): PropertyDecorator {
  const message = `is an object of at most ${KEYS_MAX} names with true or false each`;
  return field('flagsMap', {
    schema: { type: 'object', maxProperties: KEYS_MAX, additionalProperties: { type: 'boolean' } },
    check: (value) => (isMapOf(value, (item) => typeof item === 'boolean') ? undefined : message),
  });
}

const DEPTH_MAX = 20;

/** Any JSON object up to so many bytes, at most 20 levels deep. */
export function JsonObject(bytesMax: number): PropertyDecorator {
  const message = `is a JSON object of at most ${bytesMax} bytes and ${DEPTH_MAX} levels`;
  return field('jsonObject', {
    schema: { type: 'object', additionalProperties: true },
    check: (value) =>
      isPlainObject(value) &&
      isShallow(value, DEPTH_MAX) &&
      Buffer.byteLength(JSON.stringify(value), 'utf8') <= bytesMax
        ? undefined
        : message,
  });
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMapOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  if (!isPlainObject(value)) return false;
  const names = Object.keys(value);
  return names.length <= KEYS_MAX && names.every((name) => NAME.test(name) && isRight(value[name]));
}

/** Depth is bounded before anything recursive sees the value: stringifying would overflow the stack. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
