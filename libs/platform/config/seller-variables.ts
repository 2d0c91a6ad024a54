import type { ConfigurationProblem } from './configuration-problem';

/** Who sells, as every invoice tells it. */
export interface SellerVariables {
  readonly legalName: string;
  /** Lines, the country's name last. */
  readonly address: readonly string[];
  readonly taxId: string | null;
  readonly email: string | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

const TEXT_MAX = 200;
const LINES_MAX = 6;

const EXPECTED: Readonly<Record<string, { expected: string; holds: (value: string) => boolean }>> = {
  SELLER_NAME: { expected: `a legal name of at most ${TEXT_MAX} characters`, holds: isLine },
  SELLER_ADDRESS: {
    expected: `1 to ${LINES_MAX} lines with a | between them, the country's name last`,
    holds: (value) => linesOf(value).length <= LINES_MAX && linesOf(value).every(isLine),
  },
  SELLER_TAX_ID: { expected: `a tax id of at most ${TEXT_MAX} characters`, holds: isLine },
  SELLER_EMAIL: {
    expected: 'an e-mail address',
    holds: (value) => isLine(value) && /^[^\s@]+@[^\s@]+$/.test(value),
  },
};

/** Said by an installation that tells nobody who sells: it is to stand out on the paper. */
const NOBODY: SellerVariables = {
  legalName: 'Seller not named',
  address: ['SELLER_NAME and SELLER_ADDRESS say who sells'],
  taxId: null,
  email: null,
};

/** What of the seller has a wrong form, and what is missing where a part of it is given. */
export function sellerProblems(variables: Variables): ConfigurationProblem[] {
  const given = Object.keys(EXPECTED).filter((name) => variables[name]);
  const malformed = given.filter((name) => !EXPECTED[name]!.holds(variables[name]!));
  const missing = ['SELLER_NAME', 'SELLER_ADDRESS'].filter((name) => given.length > 0 && !variables[name]);
  return [
    ...malformed.map((variable) => ({
      variable,
      expected: EXPECTED[variable]!.expected,
      found: `it is ${JSON.stringify(variables[variable]!.slice(0, 80))}`,
    })),
    ...missing.map((variable) => ({
      variable,
      expected: `${EXPECTED[variable]!.expected}, for ${given.join(' and ')} is given`,
      found: 'it is missing',
    })),
  ];
}

/** An empty variable counts as absent. */
export function sellerVariables(variables: Variables): SellerVariables {
  if (!variables.SELLER_NAME) return NOBODY;
  return {
    legalName: variables.SELLER_NAME,
    address: linesOf(variables.SELLER_ADDRESS!),
    taxId: variables.SELLER_TAX_ID || null,
    email: variables.SELLER_EMAIL || null,
  };
}

function linesOf(address: string): readonly string[] {
  return address.split('|').map((line) => line.trim());
}

function isLine(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- what cannot be printed is no part of a name
  return value.trim() !== '' && value.length <= TEXT_MAX && !/[\u0000-\u001f]/.test(value);
}
