import type { ConfigurationProblem } from './configuration-problem';

/** Who takes payments here; what is absent is not offered. */
export interface PaymentSettings {
  /** In the order in which they are offered: the first is taken where a buyer names none. */
  readonly offered: readonly string[];
  /** What is set of the providers' own variables, by name; each provider reads its own. */
  readonly variables: Variables;
  /** Where a buyer comes back to who named no place. */
  readonly returnUrl: string;
}

/** The environment variables of one provider of payments, as its folder tells them. */
export interface ProviderVariables {
  /** As a buyer names it, e.g. `STRIPE`. */
  readonly name: string;
  /** What each of its variables looks like, and how that is said to who set it. */
  readonly forms: Readonly<Record<string, { readonly form: RegExp; readonly expected: string }>>;
  /** Without these it is not there: it is set up whole or not at all. With none it is there anyway. */
  readonly keys: readonly string[];
  /** Those that never lead over a plain connection in production. */
  readonly addresses: readonly string[];
  /** False of one that only plays at it, which production refuses. */
  readonly takesMoney: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;
type Forms = ProviderVariables['forms'];

export const HTTP_URL = /^https?:\/\/[^\s/?#@]+(?:[/?]\S*)?$/;

/** Every variable of payments that is wrong, none of them quoted, and every one that is missing. */
export function paymentProblems(
  variables: Variables,
  providers: readonly ProviderVariables[],
): ConfigurationProblem[] {
  const malformed = Object.entries(formsOf(providers))
    .filter(([name, { form }]) => variables[name] && !form.test(variables[name]))
    .map(([variable, { expected }]) => ({ variable, expected, found: 'it is something else' }));
  const missing = providers.flatMap((provider) => missingKeys(variables, provider));
  return [...malformed, ...missing, ...unfitForProduction(variables, providers)];
}

/** Of variables that have no problem. Offered are those named, else all that have their keys. */
export function paymentSettings(
  variables: Variables,
  ownUrl: string,
  providers: readonly ProviderVariables[],
): PaymentSettings {
  const isThere = ({ keys, takesMoney }: ProviderVariables) =>
    keys.length > 0 ? variables[keys[0]!] : takesMoney || variables.NODE_ENV !== 'production';
  const offered = namedProviders(variables) ?? providers.filter(isThere).map(({ name }) => name);
  const own = providers.flatMap(({ forms }) => Object.keys(forms)).filter((name) => variables[name]);
  return {
    offered,
    variables: Object.fromEntries(own.map((name) => [name, variables[name]])),
    returnUrl: variables.CHECKOUT_RETURN_URL || ownUrl,
  };
}

function formsOf(providers: readonly ProviderVariables[]): Forms {
  const names = providers.map(({ name }) => name.toLowerCase());
  const one = `(${names.join('|')})`;
  return {
    PAYMENT_PROVIDERS: {
      form: new RegExp(`^${one}(\\s*,\\s*${one})*$`, 'i'),
      expected: `providers of payments, comma-separated: ${names.join(', ')}`,
    },
    CHECKOUT_RETURN_URL: { form: HTTP_URL, expected: 'a URL http(s)://host/path a buyer comes back to' },
    ...Object.fromEntries(providers.flatMap(({ forms }) => Object.entries(forms))),
  };
}

function missingKeys(variables: Variables, { name, keys, forms }: ProviderVariables): ConfigurationProblem[] {
  const isWanted = namedProviders(variables)?.includes(name) || keys.some((key) => variables[key]);
  const missing = keys.filter((key) => isWanted && !variables[key]);
  return missing.map((variable) => ({
    variable,
    expected: `${forms[variable]!.expected}, for ${name} is to be offered`,
    found: 'it is missing',
  }));
}

function unfitForProduction(
  variables: Variables,
  providers: readonly ProviderVariables[],
): ConfigurationProblem[] {
  if (variables.NODE_ENV !== 'production') return [];
  const named = namedProviders(variables) ?? [];
  const playing = providers.filter(({ name, takesMoney }) => !takesMoney && named.includes(name));
  const plain = providers
    .flatMap(({ addresses }) => addresses)
    .filter((name) => /^http(:|$)/.test(variables[name] ?? ''));
  return [
    ...playing.map(({ name }) => ({
      variable: 'PAYMENT_PROVIDERS',
      expected: 'providers that take money in production',
      found: `the ${name.toLowerCase()} gives credits away`,
    })),
    ...plain.map((variable) => ({
      variable,
      expected: 'https in production',
      found: 'keys would be told to anybody',
    })),
  ];
}

function namedProviders(variables: Variables): readonly string[] | undefined {
  const names = variables.PAYMENT_PROVIDERS?.split(',').map((name) => name.trim().toUpperCase());
  return names?.[0] ? [...new Set(names)] : undefined;
}
