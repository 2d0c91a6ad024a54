import { epochMsOf, spokenWait, Timestamp } from '@ledgerline/kernel';
import type { Figures } from '@ledgerline/platform/http';

/*
 * What people read about limits and credits: every sentence with a figure or a time in it is made here, for
 * refusals, explanations and pages alike.
 */

const WITHOUT_RESET: Readonly<Record<string, string>> = {
  concurrent: 'Wait for one to end.',
  lifetime: 'Remove one to make room.',
  gauge: 'Free some to make room.',
};

/** Why a limit refused, and when it will not: "You've used 10 of 10 prompts today. Resets in 3 h 12 m." */
export function limitSentence(figures: Figures): string {
  const { current, limit, requested, description, kind, resetAt, decidedAt } = figures;
  const used = `You've used ${current} of ${limit} ${description}`;
  const asked = Number(requested) > 1 ? `, and ${requested} more were asked for` : '';
  const wait = resetAt ? resetSentence(resetAt, decidedAt) : WITHOUT_RESET[kind];
  const neverFits = Number(requested) > Number(limit) ? 'That is more than the whole limit.' : undefined;
  return `${used}${asked}. ${neverFits ?? wait}`;
}

export function creditsSentence({ needed, available }: Figures): string {
  return `This needs ${needed} credits; ${available} are available.`;
}

/** How far a limit is used, as it stands: "7 of 10 images today are used, 1 is held; 2 more fit." */
export function limitUseSentence(given: {
  description: string;
  used: number | string;
  held: number | string;
  value: number | string | null;
  remaining: number | string | null;
}): string {
  const { description, used, held, value, remaining } = given;
  const counted = value === null ? `${used} ${description}` : `${used} of ${value} ${description}`;
  const kept = Number(held) > 0 ? `, ${held} more held` : '';
  const room = remaining === null ? 'nothing bounds them' : `${remaining} more fit`;
  return `${counted} used${kept}; ${room}.`;
}

/** When a limit has room again; empty where time does nothing, and of a rolling one that is not full. */
export function waitSentence(given: {
  kind: string;
  remaining: number | string | null;
  resetAt: Timestamp | null;
  now: Timestamp;
}): string {
  const { kind, remaining, resetAt, now } = given;
  if (resetAt === null)
    return remaining !== null && Number(remaining) === 0 ? (WITHOUT_RESET[kind] ?? '') : '';
  if (kind !== 'rolling') return resetSentence(resetAt, now);
  return Number(remaining) === 0 ? fitsAfterSentence(1, resetAt, now) : '';
}

function resetSentence(resetAt: Timestamp, now: Timestamp): string {
  return `Resets in ${spokenWait(now, resetAt)}.`;
}

/** "3 more fit after 00:00Z (in 3 h 12 m)." */
export function fitsAfterSentence(units: number | string, at: Timestamp, now: Timestamp): string {
  return `${units} more fit${Number(units) === 1 ? 's' : ''} after ${spokenMoment(at, now)} (in ${spokenWait(now, at)}).`;
}

export function missingCreditsSentence(missing: string): string {
  return `${missing} credits are missing.`;
}

/** An instant as people name it: the hour alone within a day, else with its date; always UTC. */
export function spokenMoment(at: Timestamp, from: Timestamp): string {
  const isNear = Math.abs(epochMsOf(at) - epochMsOf(from)) <= 86_400_000;
  const clock = `${at.slice(11, 16)}Z`;
  return isNear ? clock : `${at.slice(0, 10)} ${clock}`;
}
