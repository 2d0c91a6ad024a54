import {
  ApiError,
  Client,
  ClientCredentialsAuthManager,
  Environment,
  OrdersController,
  PaymentsController,
  VaultController,
} from '@paypal/paypal-server-sdk';
import { ProviderRefused } from '../payment-provider';

/** Where PayPal is, and who we are there. */
export interface PaypalSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly environment: 'sandbox' | 'production';
  /** Absent: that of the environment. */
  readonly apiUrl?: string | undefined;
  /** How long one request may take; default 20 s. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 20_000;

export interface PaypalClient {
  readonly orders: OrdersController;
  readonly payments: PaymentsController;
  readonly vault: VaultController;
  /** What the SDK has no words for, by its tokens and its connection: answers the text of the body. */
  readonly call: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<{ result: string }>;
}

export function paypalClient(settings: PaypalSettings): PaypalClient {
  const { clientId, clientSecret, environment, timeoutMs = TIMEOUT_MS } = settings;
  const credentials = { oAuthClientId: clientId, oAuthClientSecret: clientSecret };
  const tokens: { source?: ClientCredentialsAuthManager } = {};
  const client = new Client({
    environment: environment === 'production' ? Environment.Production : Environment.Sandbox,
    // The SDK tries nothing twice unless told, and would take a 404 for a reason: whoever called does.
    timeout: timeoutMs,
    clientCredentialsAuthCredentials: {
      ...credentials,
      oAuthTokenProvider: (last) => tokens.source!.updateToken(last),
    },
  });
  const reached = settings.apiUrl === undefined ? client : movedTo(settings.apiUrl, client);
  tokens.source = new ClientCredentialsAuthManager(credentials, reached);
  return {
    orders: new OrdersController(reached),
    payments: new PaymentsController(reached),
    vault: new VaultController(reached),
    call: (method, path, body) => {
      const request = reached.getRequestBuilderFactory()(method, path);
      request.baseUrl('default');
      request.authenticate([{ oauth2: true }]);
      if (body !== undefined) request.json(body);
      return request.callAsText();
    },
  };
}

/** The SDK knows PayPal's own two hosts; another one takes their place in each request. */
function movedTo(apiUrl: string, client: Client): Pick<Client, 'getRequestBuilderFactory'> {
  const makeRequest = client.getRequestBuilderFactory();
  return {
    getRequestBuilderFactory: () => (method, path) => {
      const request = makeRequest(method, path);
      request.interceptRequest((made) => {
        const { pathname, search } = new URL(made.url);
        return { ...made, url: new URL(pathname + search, apiUrl).toString() };
      });
      return request;
    },
  };
}

/** What PayPal says is wrong, in its own word: `INSTRUMENT_DECLINED`. */
export function issueOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const said = (error.result ?? {}) as { name?: string; details?: readonly { issue?: string }[] };
  return said.details?.[0]?.issue ?? said.name;
}

/** Answers by which PayPal refuses for good; everything else may pass when asked again. */
const FOR_GOOD = [400, 422];
/** It was done before, under a forgotten key or with other words: whether with success is not told here. */
const OPEN_ISSUES = ['DUPLICATE_INVOICE_ID', 'DUPLICATE_REQUEST_ID', 'PREVIOUS_REQUEST_IN_PROGRESS'];

/**
 * Asks PayPal, and tells what it refuses for good from what leaves everything open.
 * @throws ProviderRefused
 */
export async function askPaypal<Answer>(ask: () => Promise<{ result: Answer }>): Promise<Answer> {
  try {
    return (await ask()).result;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The SDK's own error holds the request, the bearer token included: it goes no further.
    const issue = issueOf(error) ?? 'refused';
    if (FOR_GOOD.includes(error.statusCode) && !OPEN_ISSUES.includes(issue)) {
      throw new ProviderRefused(issue.toLowerCase(), `PayPal refuses: ${issue}`);
    }
    throw new Error(`PayPal answers ${error.statusCode} ${issue}`);
  }
}

/** Undefined where PayPal knows no such thing. */
export async function unlessUnknown<Answer>(
  ask: () => Promise<{ result: Answer }>,
): Promise<Answer | undefined> {
  const isUnknown = (error: unknown) => error instanceof ApiError && error.statusCode === 404;
  return askPaypal<Answer | undefined>(() =>
    ask().catch((error: unknown) => {
      if (isUnknown(error)) return { result: undefined };
      throw error;
    }),
  );
}
