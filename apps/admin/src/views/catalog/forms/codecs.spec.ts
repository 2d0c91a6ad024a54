import { asLimitValue, asNames, asOptionalText, asWholeNumber } from './codecs';

describe('what is kept of what is typed', () => {
  it('is a number where it is one, else the text itself, for the API to say what is wrong', () => {
    expect(asWholeNumber.read(' 12 ')).toBe(12);
    expect(asWholeNumber.read('-1')).toBe(-1);
    expect(asWholeNumber.read('1.5')).toBe('1.5');
    expect(asWholeNumber.read('many')).toBe('many');
  });

  it('is nothing where a field that may be left out is emptied', () => {
    expect(asWholeNumber.read('')).toBeUndefined();
    expect(asOptionalText.read(' ')).toBeUndefined();
    expect(asNames.read(' , ')).toBeUndefined();
  });

  it('stays a decimal text where a limit measures credits or cost', () => {
    expect(asLimitValue('credits').read('12.5')).toBe('12.5');
    expect(asLimitValue('count').read('12')).toBe(12);
  });

  it('is a list where names are separated by commas', () => {
    expect(asNames.read('80%, 95%,')).toEqual(['80%', '95%']);
    expect(asNames.show(['80%', '95%'])).toBe('80%, 95%');
  });
});
