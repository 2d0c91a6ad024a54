import { FieldError, Problem } from '../problems/problem';
import { Class, PropertyRules, rulesOf } from './rules';
import { isPlainObject } from './value-fields';

/** So many findings are enough to repair a request; a hostile one could have thousands. */
const ERRORS_MAX = 20;
const NAME_LENGTH_MAX = 100;

/**
 * An instance of the class with the fields of the JSON value, or the problem `validation-failed` that names
 * every field and says what to write. Unknown fields are refused, nothing is coerced, an optional null is
 * left out. The rules of a class are compiled once: a body of ten fields takes about 2 µs.
 * @param at where the value stands: `path` inside the request, before the name of each field, and names of
 *   fields `beside` those of the class, which somebody else looks at
 */
export function validateBody<T extends object>(
  target: new () => T,
  json: unknown,
  { path, beside }: Place = WHOLE_BODY,
): T | Problem {
  const errors: FieldError[] = [];
  const instance = compiled(target)(json ?? {}, path, errors, beside);
  return errors.length > 0
    ? new Problem('validation-failed', { errors, detail: summaryOf(errors) })
    : (instance as T);
}

/** The same for a caller who has nothing to do with a problem but to pass it on. @throws Problem */
export function validBody<T extends object>(target: new () => T, json: unknown, at?: Place): T {
  const result = validateBody(target, json, at);
  if (result instanceof Problem) throw result;
  return result;
}

interface Place {
  readonly path: string;
  readonly beside: readonly string[];
}

const WHOLE_BODY: Place = { path: '', beside: [] };

type Validator = (json: unknown, path: string, errors: FieldError[], beside?: readonly string[]) => object;
type Property = PropertyRules & { readonly inner?: () => Validator };

const validators = new WeakMap<Class, Validator>();

function compiled(target: new () => object): Validator {
  const known = validators.get(target);
  if (known) return known;
  const properties: Property[] = rulesOf(target).map(withInner);
  const names = new Set(properties.map(({ name }) => name));
  const validator: Validator = (json, path, errors, beside = []) => {
    const instance = new target() as Record<string, unknown>;
    if (!isPlainObject(json)) {
      errors.push({ field: path || 'body', message: 'is a JSON object' });
      return instance;
    }
    refuseUnknown({ json, names, beside, path, errors });
    for (const property of properties) assign({ instance, json, property, path, errors });
    return instance;
  };
  validators.set(target, validator);
  return validator;
}

/** Classes may name each other, so the inner validator is looked up when it is first needed. */
function withInner(rules: PropertyRules): Property {
  const { nested } = rules;
  return nested ? { ...rules, inner: () => compiled(nested.of()) } : rules;
}

interface Given {
  readonly json: Record<string, unknown>;
  readonly path: string;
  readonly errors: FieldError[];
}

function refuseUnknown(given: Given & { names: ReadonlySet<string>; beside: readonly string[] }): void {
  const { json, names, beside, path, errors } = given;
  for (const name of Object.keys(json)) {
    if (errors.length >= ERRORS_MAX) return;
    if (names.has(name) || beside.includes(name)) continue;
    const known = [...beside, ...names].join(', ');
    const message = `is not known here; known are ${known || 'no fields at all'}`;
    errors.push({ field: fieldPath(path, name.slice(0, NAME_LENGTH_MAX)), message });
  }
}

function assign(given: Given & { instance: Record<string, unknown>; property: Property }): void {
  const { instance, json, property, path, errors } = given;
  const value = Object.hasOwn(json, property.name) ? json[property.name] : undefined;
  if (value === undefined || value === null) {
    if (property.optional) return;
    if (value === undefined && property.nested) return report(given, 'is required: an object');
  }
  for (const check of property.checks) {
    const finding = check(value, json);
    if (finding) return report(given, value === undefined ? `is required: it ${finding}` : finding);
  }
  if (property.inner)
    instance[property.name] = nestedValue(property, value, { path: fieldPath(path, property.name), errors });
  else instance[property.name] = value;
}

function report({ errors, path, property }: Given & { property: Property }, message: string): void {
  if (errors.length < ERRORS_MAX) errors.push({ field: fieldPath(path, property.name), message });
}

function nestedValue(
  property: Property,
  value: unknown,
  at: { path: string; errors: FieldError[] },
): unknown {
  const { list } = property.nested!;
  const validate = property.inner!();
  if (!list) return validate(value, at.path, at.errors);
  if (!Array.isArray(value) || value.length < list.min || value.length > list.max) {
    at.errors.push({ field: at.path, message: `is a list of ${list.min} to ${list.max} objects` });
    return [];
  }
  return value.map((item, i) => validate(item, `${at.path}[${i}]`, at.errors));
}

function fieldPath(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}

function summaryOf([first, ...others]: readonly FieldError[]): string {
  const more = others.length > 0 ? ` And ${others.length} more, see errors.` : '';
  return `${first!.field} ${first!.message}.${more}`;
}
