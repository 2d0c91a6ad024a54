import { CompleteGeneration } from '../commands/complete-generation/complete-generation';
import { GrantCredits } from '../commands/grant-credits/grant-credits';
import { RecordUsage } from '../commands/record-usage/record-usage';
import { RequestGeneration } from '../commands/request-generation/request-generation';

/* Commands as plain as can be; a spec says what is special about its own. */

export const PLAIN_GRANT: Omit<GrantCredits, 'amountMicros'> = {
  creditType: 'BONUS',
  priority: null,
  effectiveAt: null,
  expiresAt: null,
  reason: 'a present',
  reference: null,
  orderId: null,
  paymentId: null,
  generationId: null,
  actorUserId: null,
  paymentMethod: null,
  purchaseAmount: null,
  rollover: null,
  attributes: {},
};

export const PLAIN_REQUEST: Omit<RequestGeneration, 'generationId' | 'action' | 'estimate'> = {
  actorUserId: null,
  operation: null,
  subtype: null,
  service: null,
  model: null,
  project: null,
  scene: null,
  payloadHash: 'a payload',
  sealed: null,
  flags: {},
  attributes: {},
  timeoutSeconds: 900,
};

export const PLAIN_COMPLETION: Omit<CompleteGeneration, 'generationId' | 'usage'> = {
  outputUri: null,
  scene: null,
  processingMs: null,
  attributes: {},
  virtualCostUsdMicros: null,
};

export const PLAIN_USAGE: Omit<RecordUsage, 'action' | 'usage'> = {
  status: 'success',
  actorUserId: null,
  subtype: null,
  model: null,
  service: null,
  project: null,
  durationMs: null,
  errorCode: null,
  sealed: null,
  attributes: {},
  virtualCostUsdMicros: null,
};
