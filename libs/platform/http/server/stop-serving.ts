import type { FastifyInstance } from 'fastify';

const IDLE_CHECK_MS = 100;
export const IN_FLIGHT_TIMEOUT_MS = 30_000;

/**
 * Stops accepting, answers what is in flight, and returns when the last connection is closed. Node would keep
 * an idle keep-alive connection for 72 s and the process with it, so idle ones are closed again and again:
 * one that was busy a moment ago is idle now. What is still unanswered after 30 s is cut off.
 */
export async function stopServing(instance: FastifyInstance): Promise<void> {
  const { server } = instance;
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const overdue = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_TIMEOUT_MS);
  try {
    await instance.close();
  } finally {
    clearInterval(idle);
    clearTimeout(overdue);
  }
}
