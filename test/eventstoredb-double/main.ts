import { EventStoreDbDouble } from '../../libs/testing/eventstoredb-double/eventstoredb-double';

const USAGE = `npm run eventstoredb-double -- [PORT [FILE]]

Serves EventStoreDB's protocol from memory on 127.0.0.1, for trying the whole system on it without a server. What it
holds is gone when it ends, unless FILE keeps it. PORT: 0 to 65535; default 2113, 0 takes any free one.`;
const PORT_DEFAULT = '2113';
const EXIT_USAGE = 64;

async function main([port = PORT_DEFAULT, file, ...rest]: readonly string[]): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535 || rest.length > 0) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const double = await EventStoreDbDouble.start({ port: Number(port), ...(file && { file }) });
  process.stdout.write(`EVENT_STORE=eventstoredb EVENT_STORE_URL=${double.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void double.stop().then(() => process.exit(0)));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
