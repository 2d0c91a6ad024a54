/**
 * Connections of the mutable-table side. On 2 cores that were doing other work, 32 callers on 10,000
 * accounts made 472 generations/s with 4, 402 with 8, 647 with 16 and 743 with 32; one account 222, 97, 232
 * and 157. So 20: more would not fit beside the ledger's own into the 60 that the embedded server allows.
 * `BENCH_POOL` tries another.
 */
export const MUTABLE_TABLE_POOL = Number(process.env.BENCH_POOL ?? 20);
