/** Runs `work` once for each account, so many at a time. */
export async function prime(
  accounts: readonly string[],
  callers: number,
  work: (accountId: string, caller: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const call = async (caller: number): Promise<void> => {
    for (let id = accounts[next++]; id !== undefined; id = accounts[next++]) await work(id, caller);
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
}
