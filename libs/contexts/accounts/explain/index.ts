export { ExplainController } from './explain.http';
export type { CreditsExplanation } from './explain-credits';
export type { LimitExplanation } from './explain-limit';
export type { ActExplanation } from './explanation';
export { Explainer, type ExplainerParts } from './explainer';
