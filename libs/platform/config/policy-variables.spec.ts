import { ConfigurationInvalid, loadConfig, mintApiKey } from './index';

const good = {
  DATABASE_URL: 'postgresql://app:secret@127.0.0.1:5432/ledgerline',
  LEDGERLINE_MASTER_KEY: Buffer.from('a master key of exactly 32 bytes').toString('base64'),
  LEDGERLINE_API_KEYS: mintApiKey({ name: 'studio', role: 'service' }).entry,
};

function variablesAtFault(variables: Record<string, string>): string[] {
  try {
    loadConfig({ ...good, ...variables });
  } catch (error) {
    return (error as ConfigurationInvalid).problems.map(({ variable }) => variable);
  }
  return [];
}

describe('variables of policy', () => {
  it('are all on, and say nothing else, where none is set or all are empty', () => {
    const { policy } = loadConfig({ ...good, CREDITS_ENABLED: '', USAGE_LIMIT_IMAGES_DAILY_FREE: '' });
    expect(policy).toEqual({
      trackingEnabled: true,
      limitsEnforced: true,
      analyticsEnabled: true,
      creditsEnabled: true,
      limitValues: [],
      dailyRefills: [],
      costs: [],
    });
  });

  it('are read by their prefixes; the flag USAGE_LIMITS_ENFORCED is no limit', () => {
    const { policy } = loadConfig({
      ...good,
      USAGE_LIMITS_ENFORCED: 'false',
      USAGE_LIMIT_PROMPTS_DAILY_FREE: '-1',
      CREDITS_DAILY_REFILL_PRO: '1000.5',
      CREDITS_COST_PROMPT: '0',
    });
    expect(policy).toMatchObject({
      limitsEnforced: false,
      limitValues: [
        { variable: 'USAGE_LIMIT_PROMPTS_DAILY_FREE', subject: 'PROMPTS_DAILY_FREE', value: '-1' },
      ],
      dailyRefills: [{ subject: 'PRO', value: '1000.5' }],
      costs: [{ subject: 'PROMPT', value: '0' }],
    });
  });

  it('with bad values are listed all at once, beside every other bad variable', () => {
    expect(
      variablesAtFault({
        LOG_LEVEL: 'loud',
        USAGE_TRACKING_ENABLED: 'yes',
        USAGE_LIMIT_PROMPTS_DAILY_FREE: '-2',
        USAGE_LIMIT_IMAGES_DAILY_FREE: 'ten',
        CREDITS_DAILY_REFILL_FREE: '-1',
        CREDITS_COST_PROMPT: '0.0000001',
      }),
    ).toEqual([
      'LOG_LEVEL',
      'USAGE_TRACKING_ENABLED',
      'USAGE_LIMIT_PROMPTS_DAILY_FREE',
      'USAGE_LIMIT_IMAGES_DAILY_FREE',
      'CREDITS_DAILY_REFILL_FREE',
      'CREDITS_COST_PROMPT',
    ]);
  });
});
