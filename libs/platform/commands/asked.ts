import type { CommandCall } from './command-call';
import type { AnyCommandSlice } from './command-slice';

/** The personal fields that were given; undefined where none was. */
export function personalOf(slice: AnyCommandSlice, body: object): Record<string, unknown> | undefined {
  let given: Record<string, unknown> | undefined;
  for (const field of slice.personal ?? []) {
    const value = (body as Record<string, unknown>)[field];
    if (value !== undefined && value !== null) given = { ...given, [field]: value };
  }
  return given;
}

/** What was asked, without what is personal: the audit's input. */
export function parametersOf(slice: AnyCommandSlice, { body, params }: CommandCall): Record<string, unknown> {
  const personal = new Set<string>(slice.personal ?? []);
  const clear = Object.entries(body).filter(([field, value]) => value !== undefined && !personal.has(field));
  return { ...params, ...Object.fromEntries(clear) };
}
