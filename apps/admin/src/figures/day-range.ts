/** Two days of a filter as the instants an API asks for: both days whole, in UTC. */
export function dayRange(query: Readonly<Record<string, string | undefined>>) {
  return {
    from: query.from ? `${query.from}T00:00:00.000Z` : undefined,
    to: query.to ? `${query.to}T23:59:59.999Z` : undefined,
  };
}
