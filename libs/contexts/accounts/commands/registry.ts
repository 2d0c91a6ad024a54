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
];
