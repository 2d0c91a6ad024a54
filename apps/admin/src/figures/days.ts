const DAY_MS = 86_400_000;

/** The last `count` UTC days up to `lastDay`, as `YYYY-MM-DD`, the oldest first. */
export function daysUpTo(lastDay: string, count: number): readonly string[] {
  const end = Date.parse(`${lastDay}T00:00:00.000Z`);
  return Array.from({ length: count }, (_, index) => {
    const at = end - (count - 1 - index) * DAY_MS;
    return new Date(at).toISOString().slice(0, 10);
  });
}
