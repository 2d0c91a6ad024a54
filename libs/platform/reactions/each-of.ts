/** Does all of them, so many at a time, and ends when each has ended. @throws what the first threw */
export async function eachOf<T>(
  all: readonly T[],
  atOnceMax: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) await work(all[next++]!);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnceMax, all.length) }, worker));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
