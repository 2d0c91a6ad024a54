import { pathText, valueAt, withValueAt } from './document-path';

const DOCUMENT = {
  limits: [
    { name: 'a', values: { free: 1 } },
    { name: 'b', values: {} },
  ],
  plans: [{ x: 1 }],
};

describe('the way to a field', () => {
  it('is written as the API names fields', () => {
    expect(pathText(['limits', 3, 'values', 'free'])).toBe('limits[3].values.free');
    expect(pathText([])).toBe('');
  });

  it('leads to its value, or to nothing where it ends before', () => {
    expect(valueAt(DOCUMENT, ['limits', 0, 'values', 'free'])).toBe(1);
    expect(valueAt(DOCUMENT, ['limits', 7, 'values', 'free'])).toBeUndefined();
  });

  it('changes that value alone: everything beside it is the very same', () => {
    const changed = withValueAt(DOCUMENT, ['limits', 0, 'values', 'free'], 2);
    expect(changed.limits[0]).toEqual({ name: 'a', values: { free: 2 } });
    expect(changed.limits[1]).toBe(DOCUMENT.limits[1]);
    expect(changed.plans).toBe(DOCUMENT.plans);
    expect(DOCUMENT.limits[0]!.values.free).toBe(1);
  });

  it('removes a field or an entry, and makes what is missing on the way', () => {
    expect(withValueAt(DOCUMENT, ['limits', 0, 'values', 'free'], undefined).limits[0]!.values).toEqual({});
    expect(withValueAt(DOCUMENT, ['limits', 0], undefined).limits).toEqual([DOCUMENT.limits[1]]);
    expect(withValueAt({}, ['bound', 'inputTokens'], 5)).toEqual({ bound: { inputTokens: 5 } });
  });
});
