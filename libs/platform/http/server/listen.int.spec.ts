import { connect } from 'node:net';
import { EXIT_CODES, StartupFault } from '@ledgerline/platform/config';
import { createEdge, Edge, startEdge } from '@ledgerline/testing';
import { ListenFault } from '../index';

async function failureOn(config: { host: string; port: number }): Promise<StartupFault> {
  const { app } = await createEdge({ config });
  const failure: unknown = await app.listen().then(
    () => undefined,
    (error: unknown) => error,
  );
  await app.stop();
  return failure as StartupFault;
}

describe('listening', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge();
  });
  afterAll(() => edge.app.stop());

  it('tells the port it really has', async () => {
    expect(edge.port).toBeGreaterThan(0);
    expect(edge.url).toBe(`http://127.0.0.1:${edge.port}`);
    await new Promise<void>((resolve) => {
      const socket = connect(edge.port, '127.0.0.1', () => socket.end(resolve));
    });
  });

  it('on a port in use ends with one clear sentence and its own exit code', async () => {
    const failure = await failureOn({ host: '127.0.0.1', port: edge.port });
    expect(failure).toBeInstanceOf(ListenFault);
    expect(failure.exitCode).toBe(EXIT_CODES.unavailable);
    expect(failure.message).toBe(
      `Cannot serve http://127.0.0.1:${edge.port}: the port is in use. Stop the other process, or set ` +
        'HTTP_PORT to a free port (0 takes any).',
    );
  });

  it('on an address that this machine does not have says so', async () => {
    expect((await failureOn({ host: '192.0.2.1', port: 0 })).message).toContain('no such address');
  });
});
