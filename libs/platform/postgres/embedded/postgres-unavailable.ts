/** PostgreSQL cannot be started here. The message says why and what to do about it. */
export class PostgresUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresUnavailable';
  }
}
