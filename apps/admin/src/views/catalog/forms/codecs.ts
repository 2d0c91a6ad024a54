/** How a field's value stands in an input, and what is kept of what is typed; undefined removes the field. */
export interface Codec {
  readonly show: (value: unknown) => string;
  readonly read: (text: string) => unknown;
}

const show = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const asText: Codec = { show, read: (text) => text };

/** What may be left out. */
export const asOptionalText: Codec = { show, read: (text) => (text.trim() === '' ? undefined : text) };

/** A whole number; what is none is kept as it was typed, so that the API can say what is wrong with it. */
export const asWholeNumber: Codec = {
  show,
  read: (text) => {
    const typed = text.trim();
    if (typed === '') return undefined;
    return /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
  },
};

/** Limit values are numbers, or decimal texts where a limit measures credits or cost; -1 in either. */
export function asLimitValue(measure: unknown): Codec {
  return measure === 'credits' || measure === 'cost'
    ? { show, read: (text) => (text.trim() === '' ? undefined : text.trim()) }
    : asWholeNumber;
}

export const asNames: Codec = {
  show: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  read: (text) => {
    const names = text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    return names.length > 0 ? names : undefined;
  },
};
