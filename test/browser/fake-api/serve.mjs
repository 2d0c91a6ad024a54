// Serves the built page over the stand-in, for a look at it without a system:
//   node test/browser/fake-api/serve.mjs [port] [empty|broken|silent]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const [port = '4100', state = 'fine'] = process.argv.slice(2);
const ACT_EVERY_MS = 700;

const { module } = await runnerImport(`${root}test/browser/fake-api/fake-api.ts`);
const { module: keys } = await runnerImport(`${root}test/browser/fake-api/keys.ts`);
const api = new module.FakeApi(`${root}dist/apps/admin`);
if (state === 'empty') api.world.isEmpty = true;
else api.weather = state;
await api.start(Number(port));
setInterval(() => api.world.act(), ACT_EVERY_MS);
console.log(`The page: ${api.url}   sign in with: ${keys.ADMIN_KEY}`);
