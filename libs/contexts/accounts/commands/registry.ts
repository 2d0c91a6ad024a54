import { AnyCommandSlice } from '@ledgerline/platform/commands';
import { cancelGenerationSlice } from './cancel-generation/cancel-generation.http';
import { cancelHoldAsAdminSlice } from './cancel-hold-as-admin/cancel-hold-as-admin.http';
import { closeAccountSlice } from './close-account/close-account.http';
import { completeGenerationSlice } from './complete-generation/complete-generation.http';
import { extendHoldSlice } from './extend-hold/extend-hold.http';
import { failGenerationSlice } from './fail-generation/fail-generation.http';
import { grantCreditsSlice } from './grant-credits/grant-credits.http';
import { openAccountSlice } from './open-account/open-account.http';
import { reopenAccountSlice } from './reopen-account/reopen-account.http';
import { requestGenerationSlice } from './request-generation/request-generation.http';
import { adjustCreditsSlice } from './adjust-credits/adjust-credits.http';
import { changeTierSlice } from './change-tier/change-tier.http';
import { moveGaugeSlice } from './move-gauge/move-gauge.http';
import { overrideLimitSlice } from './override-limit/override-limit.http';
import { recordUsageSlice } from './record-usage/record-usage.http';
import { refundGenerationSlice } from './refund-generation/refund-generation.http';
import { removeLimitOverrideSlice } from './remove-limit-override/remove-limit-override.http';
import { removeUsageSlice } from './remove-usage/remove-usage.http';
import { takeBackPurchaseSlice } from './take-back-purchase/take-back-purchase.http';
import { voidLotSlice } from './void-lot/void-lot.http';

/** Every command on an account: a new one is one folder and one line here. */
export const accountCommands: readonly AnyCommandSlice[] = [
  openAccountSlice,
  closeAccountSlice,
  reopenAccountSlice,
  grantCreditsSlice,
  requestGenerationSlice,
  completeGenerationSlice,
  failGenerationSlice,
  cancelGenerationSlice,
  cancelHoldAsAdminSlice,
  extendHoldSlice,
  adjustCreditsSlice,
  changeTierSlice,
  moveGaugeSlice,
  overrideLimitSlice,
  recordUsageSlice,
  refundGenerationSlice,
  removeLimitOverrideSlice,
  removeUsageSlice,
  takeBackPurchaseSlice,
  voidLotSlice,
];
