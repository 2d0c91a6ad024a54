import type { ConfigurationProblem } from './configuration-problem';

/** One variable that changes the catalog's policy: `USAGE_LIMIT_PROMPTS_DAILY_FREE` says `10`. */
export interface PolicyVariable {
  readonly variable: string;
  /** What stands behind the prefix. What it speaks of is the catalog's to know. */
  readonly subject: string;
  readonly value: string;
}

/** What this process's environment says about limits and credits, checked for its form. */
export interface PolicyVariables {
  readonly trackingEnabled: boolean;
  readonly limitsEnforced: boolean;
  readonly analyticsEnabled: boolean;
  readonly creditsEnabled: boolean;
  /** `USAGE_LIMIT_<LIMIT>_<TIER>` */
  readonly limitValues: readonly PolicyVariable[];
  /** `CREDITS_DAILY_REFILL_<TIER>` */
  readonly dailyRefills: readonly PolicyVariable[];
  /** `CREDITS_COST_<ACTION>` */
  readonly costs: readonly PolicyVariable[];
}

/** An environment that says nothing about policy. */
export const NO_POLICY_VARIABLES: PolicyVariables = {
  trackingEnabled: true,
  limitsEnforced: true,
  analyticsEnabled: true,
  creditsEnabled: true,
  limitValues: [],
  dailyRefills: [],
  costs: [],
};

type Variables = Readonly<Record<string, string | undefined>>;

const CREDITS = /^\d{1,12}(?:\.\d{1,6})?$/;
const FAMILIES = {
  limitValues: {
    prefix: 'USAGE_LIMIT_',
    form: /^(?:-1|\d{1,15}|\d{1,12}\.\d{1,6})$/,
    expected: 'a number from 0, or -1 for unlimited',
  },
  dailyRefills: {
    prefix: 'CREDITS_DAILY_REFILL_',
    form: CREDITS,
    expected: 'credits from 0, at most 6 decimals',
  },
  costs: { prefix: 'CREDITS_COST_', form: CREDITS, expected: 'credits from 0, at most 6 decimals' },
} as const;

/** Every variable of policy whose value has not the form it must have. */
export function policyProblems(variables: Variables): ConfigurationProblem[] {
  return Object.values(FAMILIES).flatMap(({ prefix, form, expected }) =>
    named(variables, prefix)
      .filter(({ value }) => !form.test(value))
      .map(({ variable, value }) => ({
        variable,
        expected,
        found: `it is ${JSON.stringify(value.slice(0, 80))}`,
      })),
  );
}

/** An empty variable counts as absent. */
export function policyVariables(variables: Variables): PolicyVariables {
  const isOn = (name: string) => variables[name] !== 'false';
  return {
    trackingEnabled: isOn('USAGE_TRACKING_ENABLED'),
    limitsEnforced: isOn('USAGE_LIMITS_ENFORCED'),
    analyticsEnabled: isOn('USAGE_ANALYTICS_ENABLED'),
    creditsEnabled: isOn('CREDITS_ENABLED'),
    limitValues: named(variables, FAMILIES.limitValues.prefix),
    dailyRefills: named(variables, FAMILIES.dailyRefills.prefix),
    costs: named(variables, FAMILIES.costs.prefix),
  };
}

function named(variables: Variables, prefix: string): readonly PolicyVariable[] {
  return Object.entries(variables)
    .filter(([variable, value]) => variable.startsWith(prefix) && value)
    .map(([variable, value]) => ({ variable, subject: variable.slice(prefix.length), value: value! }));
}
