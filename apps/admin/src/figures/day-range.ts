const DAY_MS = 86_400_000;

/** Two days of a filter as instants: both days whole, in UTC; the API excludes `to` itself. */
export function dayRange(query: Readonly<Record<string, string | undefined>>) {
  return { from: midnightOf(query.from, 0), to: midnightOf(query.to, 1) };
}

function midnightOf(day: string | undefined, daysLater: number): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(midnight) ? undefined : new Date(midnight + daysLater * DAY_MS).toISOString();
}
