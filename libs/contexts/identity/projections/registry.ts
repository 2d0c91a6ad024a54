import type { Projection } from '@ledgerline/platform/projections';
import { members } from './members/members';
import { parties } from './parties/parties';
import { testClocks } from './test-clocks/test-clocks';

/** The read models of the identity context. A new one is its folder and one line here. */
export const identityProjections: readonly Projection[] = [members, parties, testClocks];
