import { readFileSync } from 'node:fs';
import { isTimestamp, Timestamp, timestamp } from '@ledgerline/kernel';
import { operatorWhatIf } from '@ledgerline/system';
import { CliCall, CliCommand, CliResult, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { textTable } from '../command-line/text-table';

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000 };
const DOCUMENT_BYTES_MAX = 60_000;

/** Replays what was asked under a draft of the catalog. Records nothing; ends with 2 for a bad draft. */
export const catalogWhatIf: CliCommand = {
  words: 'catalog what-if',
  summary: 'what a draft of the catalog would have refused or charged otherwise; records nothing',
  options: {
    '--version <file>': 'the draft: a whole catalog as JSON, as POST /v1/catalog takes it',
    '--since <time>': 'replay requests from then on: 30d, 12h, or a time; default 30d',
  },
  run: async ({ options, system, progress, signal }) => {
    const document = draftIn(options.version);
    const since = sinceOf(options.since, Date.now());
    const bar = progress(0, 'accounts');
    try {
      const asked = { document, since, signal, progress: (done: number, of: number) => bar.at(done, of) };
      const answer = await operatorWhatIf(await system(), asked);
      bar.stop();
      return 'errors' in answer ? refusedDraft(answer.errors) : reported(answer.report);
    } finally {
      bar.stop();
    }
  },
};

function draftIn(file: CliCall['options'][string]): unknown {
  if (typeof file !== 'string') throw new UsageError('Name the draft: --version draft.json');
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > DOCUMENT_BYTES_MAX) throw new Error(`has more than ${DOCUMENT_BYTES_MAX} bytes`);
    const parsed = JSON.parse(text) as { document?: unknown };
    // A version as the API tells it holds the document in it.
    return parsed.document ?? parsed;
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a catalog: ${(error as Error).message}`);
  }
}

/** @throws UsageError */
export function sinceOf(given: CliCall['options'][string], nowMs: number): Timestamp {
  const text = typeof given === 'string' ? given : '30d';
  const [, count, unit] = /^(\d{1,4})([dh])$/.exec(text) ?? [];
  if (count && unit) return timestamp(nowMs - Number(count) * UNIT_MS[unit]!);
  if (isTimestamp(text)) return text;
  throw new UsageError(`--since is 30d, 12h, or a time such as 2026-11-21T00:00:00.000Z, not ${text}`);
}

function refusedDraft(errors: readonly { field: string; message: string }[]): CliResult {
  const lines = errors.map(({ field, message }) => `${field || 'the draft'}: ${message}`);
  return { exitCode: EXIT.usage, lines: ['The draft cannot be published:', ...lines], json: { errors } };
}

type Report = Extract<Awaited<ReturnType<typeof operatorWhatIf>>, { report: unknown }>['report'];

function reported(report: Report): CliResult {
  const { totals, lines, examples, cannotKnow, complete, leftOut, accounts, events, since, position } =
    report;
  const heading = [
    'action',
    'tier',
    'requests',
    'refused',
    'would be',
    'credits',
    'would be',
    'newly refused',
  ];
  const rows = lines.map(({ action, tier, requests, before, after, newlyRefused, newlyAllowed }) => [
    ...[action, tier, String(requests), String(before.refused), String(after.refused)],
    ...[before.credits, after.credits, String(newlyRefused), String(newlyAllowed)],
  ]);
  return {
    exitCode: EXIT.ok,
    lines: [
      `requests: ${totals.requests}, accounts: ${accounts}, since ${since}, from ${events} events up to ${position}:`,
      ...textTable([...heading, 'newly allowed'], rows),
      `in all ${totals.newlyRefused} newly refused, ${totals.newlyAllowed} newly allowed, ` +
        `${totals.chargedOtherwise} charged otherwise; credits ${totals.creditsBefore} -> ${totals.creditsAfter}`,
      ...examples.map(
        (one) =>
          `e.g. ${one.change}: ${one.accountId} ${one.action} at ${one.at} (${one.position}): ${one.before} -> ${one.after}`,
      ),
      ...(complete ? [] : [`${leftOut} accounts were not replayed.`]),
      'What this cannot know:',
      ...cannotKnow.map((sentence) => `- ${sentence}`),
    ],
    json: report,
  };
}
