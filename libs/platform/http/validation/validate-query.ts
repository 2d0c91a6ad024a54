import { FieldError, Problem } from '../problems/problem';
import { identifierFinding } from './text-fields';
import { validBody } from './validate-body';

/**
 * The parameters after the `?`, under the same rules as a body; all are texts, and one given twice is none.
 * @throws Problem validation-failed
 */
export function validQuery<T extends object>(target: new () => T, query: unknown): T {
  const twice: FieldError[] = Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => Array.isArray(value))
    .map(([name]) => ({ field: name.slice(0, 100), message: 'is given more than once' }));
  if (twice.length > 0) throw new Problem('validation-failed', { errors: twice.slice(0, 20) });
  return validBody(target, query);
}

/** A path parameter that must be an identifier. @throws Problem validation-failed */
export function validIdentifier(name: string, value: unknown): string {
  const finding = identifierFinding(value);
  if (!finding) return value as string;
  const errors = [{ field: name, message: finding }];
  throw new Problem('validation-failed', { errors, detail: `${name} ${finding}.` });
}
