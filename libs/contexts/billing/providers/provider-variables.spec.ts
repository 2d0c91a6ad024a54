import { randomBytes } from 'node:crypto';
import { withoutSecrets } from '@ledgerline/platform/telemetry';
import { ConfigurationInvalid, loadConfig, mintApiKey } from '@ledgerline/platform/config';
import { paypalSettings } from './paypal/paypal-variables';
import { providerVariables } from './registry';
import { stripeSettings } from './stripe/stripe-variables';

const good = {
  EVENT_STORE: 'memory',
  LEDGERLINE_MASTER_KEY: randomBytes(32).toString('base64'),
  LEDGERLINE_API_KEYS: mintApiKey({ name: 'studio', role: 'service' }).entry,
};
const stripe = { STRIPE_SECRET_KEY: 'sk_live_0123456789', STRIPE_WEBHOOK_SECRET: 'whsec_0123456789' };
const paypal = {
  PAYPAL_CLIENT_ID: 'client-0123456789',
  PAYPAL_CLIENT_SECRET: 'secret-0123456789',
  PAYPAL_WEBHOOK_ID: 'webhook-0123456789',
};

const payments = (variables: Record<string, string>) =>
  loadConfig({ ...good, ...variables }, { providers: providerVariables }).payments;

function faultOf(variables: Record<string, string>): ConfigurationInvalid {
  try {
    loadConfig({ ...good, ...variables }, { providers: providerVariables });
  } catch (error) {
    return error as ConfigurationInvalid;
  }
  throw new Error('the configuration was accepted');
}

describe('variables of payments', () => {
  it('offer the sandbox alone where nothing is said', () => {
    expect(payments({})).toEqual({
      offered: ['SANDBOX'],
      variables: {},
      returnUrl: 'http://127.0.0.1:3000/',
    });
  });

  it('offer every provider that has keys, in the order they are named', () => {
    expect(payments({ ...stripe, ...paypal }).offered).toEqual(['STRIPE', 'PAYPAL', 'SANDBOX']);
    const named = { PAYMENT_PROVIDERS: 'paypal, Stripe' };
    expect(payments({ ...stripe, ...paypal, ...named }).offered).toEqual(['PAYPAL', 'STRIPE']);
  });

  it('name a server that stands in for a provider', () => {
    const host = { STRIPE_API_HOST: '127.0.0.1', STRIPE_API_PORT: '4010', STRIPE_API_PROTOCOL: 'http' };
    expect(stripeSettings(payments({ ...stripe, ...host }))!.api).toEqual({
      host: '127.0.0.1',
      port: 4010,
      protocol: 'http',
    });
    expect(stripeSettings(payments({ ...stripe, STRIPE_API_HOST: 'proxy.example' }))!.api).toMatchObject({
      port: 443,
    });
    expect(paypalSettings(payments({ ...paypal, PAYPAL_API_URL: 'http://127.0.0.1:4011' }))).toMatchObject({
      environment: 'sandbox',
      apiUrl: 'http://127.0.0.1:4011',
    });
  });

  it('that are wrong are listed all at once, and none is quoted', () => {
    const bad = {
      PAYMENT_PROVIDERS: 'hunter2',
      CHECKOUT_RETURN_URL: 'javascript:hunter2',
      STRIPE_SECRET_KEY: 'pk_hunter2',
      STRIPE_WEBHOOK_SECRET: 'hunter2',
      STRIPE_API_HOST: 'hunter2/',
      STRIPE_API_PORT: '65536',
      STRIPE_API_PROTOCOL: 'ftp',
      PAYPAL_CLIENT_ID: 'hunter2',
      PAYPAL_CLIENT_SECRET: 'hunter2',
      PAYPAL_WEBHOOK_ID: '!',
      PAYPAL_ENVIRONMENT: 'hunter2',
      PAYPAL_API_URL: 'hunter2',
    };
    const fault = faultOf({ ...bad, LOG_LEVEL: 'loud' });
    expect(fault.problems.map(({ variable }) => variable).sort()).toEqual(
      [...Object.keys(bad), 'LOG_LEVEL'].sort(),
    );
    expect(fault.message).not.toContain('hunter2');
  });

  it.each([
    ['half of Stripe', { STRIPE_SECRET_KEY: stripe.STRIPE_SECRET_KEY }, ['STRIPE_WEBHOOK_SECRET']],
    ['a provider that is named without its keys', { PAYMENT_PROVIDERS: 'paypal' }, Object.keys(paypal)],
  ])('miss what makes a provider whole: %s', (_, variables, missing) => {
    expect(faultOf(variables).problems.map(({ variable }) => variable)).toEqual(missing);
  });

  it('allow no sandbox and no plain connection in production', () => {
    const production = { ...stripe, ...paypal, NODE_ENV: 'production' };
    expect(payments(production).offered).toEqual(['STRIPE', 'PAYPAL']);
    const careless = {
      PAYMENT_PROVIDERS: 'sandbox',
      STRIPE_API_PROTOCOL: 'http',
      PAYPAL_API_URL: 'http://proxy.example',
    };
    expect(faultOf({ ...production, ...careless }).problems.map(({ variable }) => variable)).toEqual(
      Object.keys(careless),
    );
  });

  it('keep their secrets out of a log', () => {
    const logged = JSON.stringify(withoutSecrets({ payments: payments({ ...stripe, ...paypal }) }));
    expect(logged).toContain('client-0123456789');
    for (const secret of [stripe.STRIPE_SECRET_KEY, stripe.STRIPE_WEBHOOK_SECRET, 'secret-0123456789']) {
      expect(logged).not.toContain(secret);
    }
  });
});
