export interface ServerTuning {
  readonly port: number;
  readonly major: number;
  /** False for throw-away test clusters: a power cut may lose everything, commits need no disk. */
  readonly durable: boolean;
}

/**
 * For a small machine that it shares with our processes. Durability is never traded: what is answered `ok` is
 * on the disk. Given on the command line, so that an old data folder gets the settings of the build that
 * starts it.
 */
export function serverFlags({ port, major, durable }: ServerTuning): readonly string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // Api, projector and reactor hold some forty together; a second of each, and an operator, find room.
    max_connections: '150',
    synchronous_commit: durable ? 'on' : 'off',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    wal_buffers: '16MB',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: '0',
    max_wal_senders: '0',
    wal_level: 'minimal',
    // The log's head, the streams and the read models are updated all the time: little and often.
    autovacuum_naptime: '20s',
    autovacuum_vacuum_cost_delay: '2ms',
    autovacuum_analyze_scale_factor: '0.05',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    password_encryption: 'scram-sha-256',
    logging_collector: 'off',
  };
  // From 18 on reads go through worker processes by default; two cores have better use for them.
  if (major >= 18) settings.io_method = 'sync';
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
