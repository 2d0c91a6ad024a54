import { sellerProblems, sellerVariables } from './seller-variables';

const WHOLE = {
  SELLER_NAME: 'Lumen Works GmbH',
  SELLER_ADDRESS: 'Torstraße 1 | 10119 Berlin | Germany',
  SELLER_TAX_ID: 'DE 123456789',
  SELLER_EMAIL: 'billing@lumen.example',
};
const found = (variables: Record<string, string>) =>
  sellerProblems(variables).map(({ variable }) => variable);

describe('the seller', () => {
  it('is who the environment names, the address line by line', () => {
    expect(sellerProblems(WHOLE)).toEqual([]);
    expect(sellerVariables(WHOLE)).toEqual({
      legalName: 'Lumen Works GmbH',
      address: ['Torstraße 1', '10119 Berlin', 'Germany'],
      taxId: 'DE 123456789',
      email: 'billing@lumen.example',
    });
  });

  it('needs neither tax id nor e-mail', () => {
    const { SELLER_NAME, SELLER_ADDRESS } = WHOLE;
    expect(sellerProblems({ SELLER_NAME, SELLER_ADDRESS, SELLER_EMAIL: '' })).toEqual([]);
    expect(sellerVariables({ SELLER_NAME, SELLER_ADDRESS })).toMatchObject({ taxId: null, email: null });
  });

  it('stands out on the paper where nobody is named', () => {
    expect(sellerProblems({})).toEqual([]);
    expect(sellerVariables({}).legalName).toBe('Seller not named');
  });

  it('is not given by half', () => {
    expect(found({ SELLER_NAME: 'Lumen' })).toEqual(['SELLER_ADDRESS']);
    expect(found({ SELLER_TAX_ID: 'DE 1' })).toEqual(['SELLER_NAME', 'SELLER_ADDRESS']);
    expect(sellerProblems({ SELLER_ADDRESS: 'a' })[0]?.expected).toMatch(/for SELLER_ADDRESS is given/);
  });

  it.each([
    ['an empty line in the address', { ...WHOLE, SELLER_ADDRESS: 'a||b' }, 'SELLER_ADDRESS'],
    ['seven lines', { ...WHOLE, SELLER_ADDRESS: 'a|b|c|d|e|f|g' }, 'SELLER_ADDRESS'],
    ['a name of 201 characters', { ...WHOLE, SELLER_NAME: 'a'.repeat(201) }, 'SELLER_NAME'],
    ['an address that is no e-mail', { ...WHOLE, SELLER_EMAIL: 'billing' }, 'SELLER_EMAIL'],
    ['a tax id over two lines', { ...WHOLE, SELLER_TAX_ID: 'DE\n1' }, 'SELLER_TAX_ID'],
  ])('refuses %s', (_, variables, variable) => {
    expect(found(variables)).toEqual([variable]);
  });
});
