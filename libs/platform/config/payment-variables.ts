import type { ConfigurationProblem } from './configuration-problem';

/** Who takes payments here, and who we are there; what is absent is not offered. */
export interface PaymentSettings {
  /** In the order in which they are offered: the first is taken where a buyer names none. */
  readonly offered: readonly OfferedProvider[];
  readonly stripe: StripeVariables | undefined;
  readonly paypal: PaypalVariables | undefined;
  /** Where a buyer comes back to who named no place. */
  readonly returnUrl: string;
}

export type OfferedProvider = (typeof OFFERED)[number];

export interface StripeVariables {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Absent: Stripe's own. */
  readonly api:
    { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' } | undefined;
}

export interface PaypalVariables {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly environment: 'sandbox' | 'production';
  /** Absent: that of the environment. */
  readonly apiUrl: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

const OFFERED = ['STRIPE', 'PAYPAL', 'SANDBOX'] as const;
const HTTP_URL = /^https?:\/\/[^\s/?#@]+(?:[/?]\S*)?$/;

const FORMS: Readonly<Record<string, { readonly form: RegExp; readonly expected: string }>> = {
  PAYMENT_PROVIDERS: {
    form: /^(stripe|paypal|sandbox)(\s*,\s*(stripe|paypal|sandbox))*$/i,
    expected: 'providers of payments, comma-separated: stripe, paypal, sandbox',
  },
  CHECKOUT_RETURN_URL: { form: HTTP_URL, expected: 'a URL http(s)://host/path a buyer comes back to' },
  STRIPE_SECRET_KEY: {
    form: /^(sk|rk)_\w{8,500}$/,
    expected: 'a secret or restricted key of Stripe, sk_… or rk_…',
  },
  STRIPE_WEBHOOK_SECRET: {
    form: /^whsec_\S{8,500}$/,
    expected: 'the signing secret of a webhook endpoint of Stripe, whsec_…',
  },
  STRIPE_API_HOST: { form: /^[A-Za-z0-9.:-]{1,253}$/, expected: 'a host name that stands in for Stripe' },
  STRIPE_API_PORT: {
    form: /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
    expected: 'a port from 1 to 65535',
  },
  STRIPE_API_PROTOCOL: { form: /^https?$/, expected: 'http or https' },
  PAYPAL_CLIENT_ID: { form: /^[\w-]{10,200}$/, expected: 'the client id of an app of PayPal' },
  PAYPAL_CLIENT_SECRET: { form: /^[\w-]{10,200}$/, expected: 'the secret of an app of PayPal' },
  PAYPAL_WEBHOOK_ID: { form: /^[\w-]{5,100}$/, expected: 'the id of a webhook of an app of PayPal' },
  PAYPAL_ENVIRONMENT: { form: /^(sandbox|production)$/, expected: 'sandbox or production' },
  PAYPAL_API_URL: { form: HTTP_URL, expected: 'a URL http(s)://host:port that stands in for PayPal' },
};

/** A provider is there whole or not at all. */
const KEYS: Readonly<Record<'STRIPE' | 'PAYPAL', readonly string[]>> = {
  STRIPE: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  PAYPAL: ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'],
};

/** Every variable of payments that is wrong, none of them quoted, and every one that is missing. */
export function paymentProblems(variables: Variables): ConfigurationProblem[] {
  const malformed = Object.entries(FORMS)
    .filter(([name, { form }]) => variables[name] && !form.test(variables[name]))
    .map(([variable, { expected }]) => ({ variable, expected, found: 'it is something else' }));
  return [...malformed, ...missingKeys(variables), ...unfitForProduction(variables)];
}

function missingKeys(variables: Variables): ConfigurationProblem[] {
  const named = namedProviders(variables);
  return (['STRIPE', 'PAYPAL'] as const).flatMap((provider) => {
    const isWanted = named?.includes(provider) || KEYS[provider].some((name) => variables[name]);
    const missing = KEYS[provider].filter((name) => isWanted && !variables[name]);
    return missing.map((variable) => ({
      variable,
      expected: `${FORMS[variable]!.expected}, for ${provider} is to be offered`,
      found: 'it is missing',
    }));
  });
}

function unfitForProduction(variables: Variables): ConfigurationProblem[] {
  if (variables.NODE_ENV !== 'production') return [];
  const problem = (variable: string, expected: string, found: string, isWrong: boolean | undefined) =>
    isWrong ? [{ variable, expected: `${expected} in production`, found }] : [];
  const isPlain = (name: string) => /^http(:|$)/.test(variables[name] ?? '');
  return [
    ...problem(
      'PAYMENT_PROVIDERS',
      'providers that take money',
      'the sandbox gives credits away',
      namedProviders(variables)?.includes('SANDBOX'),
    ),
    ...problem(
      'STRIPE_API_PROTOCOL',
      'https',
      'keys would be told to anybody',
      isPlain('STRIPE_API_PROTOCOL'),
    ),
    ...problem('PAYPAL_API_URL', 'https', 'keys would be told to anybody', isPlain('PAYPAL_API_URL')),
  ];
}

/** Of variables that have no problem. Offered are those named, else all that have keys, and the sandbox. */
export function paymentSettings(variables: Variables, ownUrl: string): PaymentSettings {
  const value = (name: string) => variables[name] || undefined;
  const stripe: StripeVariables | undefined = value('STRIPE_SECRET_KEY')
    ? {
        secretKey: value('STRIPE_SECRET_KEY')!,
        webhookSecret: value('STRIPE_WEBHOOK_SECRET')!,
        api: stripeApi(variables),
      }
    : undefined;
  const paypal: PaypalVariables | undefined = value('PAYPAL_CLIENT_ID')
    ? {
        clientId: value('PAYPAL_CLIENT_ID')!,
        clientSecret: value('PAYPAL_CLIENT_SECRET')!,
        webhookId: value('PAYPAL_WEBHOOK_ID')!,
        environment: (value('PAYPAL_ENVIRONMENT') ?? 'sandbox') as PaypalVariables['environment'],
        apiUrl: value('PAYPAL_API_URL'),
      }
    : undefined;
  const there = { STRIPE: stripe, PAYPAL: paypal, SANDBOX: variables.NODE_ENV !== 'production' };
  const offered = namedProviders(variables) ?? OFFERED.filter((name) => there[name]);
  return { offered, stripe, paypal, returnUrl: value('CHECKOUT_RETURN_URL') ?? ownUrl };
}

function stripeApi(variables: Variables): StripeVariables['api'] {
  const { STRIPE_API_HOST: host, STRIPE_API_PORT: port, STRIPE_API_PROTOCOL: scheme } = variables;
  if (!host) return undefined;
  const protocol = scheme === 'http' ? 'http' : 'https';
  return { host, protocol, port: Number(port || (protocol === 'http' ? 80 : 443)) };
}

function namedProviders(variables: Variables): readonly OfferedProvider[] | undefined {
  const names = variables.PAYMENT_PROVIDERS?.split(',').map((name) => name.trim().toUpperCase());
  return names?.[0] ? [...new Set(names as OfferedProvider[])] : undefined;
}
