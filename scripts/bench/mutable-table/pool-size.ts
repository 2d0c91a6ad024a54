/** Connections of the mutable-table side, tuned on 2 cores: see docs/bench for what more and fewer gave. */
export const MUTABLE_TABLE_POOL = Number(process.env.BENCH_POOL ?? 20);
