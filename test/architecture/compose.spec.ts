import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cruise';

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

/** The text of each service: our file is plain enough to be read by its indentation. */
function servicesOf(compose: string): readonly (readonly [name: string, block: string])[] {
  const section = /^services:\n((?: .*\n|\n)+)/m.exec(compose)![1]!;
  return section
    .split(/^ {2}(?=\S)/m)
    .slice(1)
    .map((block) => [block.slice(0, block.indexOf(':')), block] as const);
}

function wrongWith(block: string): readonly string[] {
  const version = /^ +image: \S+:(\S+)$/m.exec(block)?.[1] ?? 'none';
  const ports = [...block.matchAll(/^ +- '?([\d.:]+:\d+)'?$/gm)].map(([, port]) => port!);
  return [
    ...(/^\d+\.\d+/.test(version) ? [] : [`version ${version} is not pinned`]),
    ...(block.includes('healthcheck:') && block.includes('retries:') ? [] : ['no bounded health check']),
    ...ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${port} is open to the network`),
    ...(ports.length > 0 ? [] : ['no port']),
    ...(/^ {4}volumes:$/m.test(block) ? [] : ['loses its data']),
  ];
}

describe('docker-compose.yml', () => {
  it('brings the three stores of a larger installation', () => {
    expect(servicesOf(text).map(([name]) => name)).toEqual(['eventstoredb', 'postgres', 'kafka']);
  });

  it.each(servicesOf(text))('%s is pinned, checked, kept and closed to the network', (_name, block) => {
    expect(wrongWith(block)).toEqual([]);
  });

  it('would be reported when a service were none of that', () => {
    const careless = "services:\n  redis:\n    image: redis:latest\n    ports:\n      - '6379:6379'\n";
    expect(servicesOf(careless).map(([, block]) => wrongWith(block))).toEqual([
      [
        'version latest is not pinned',
        'no bounded health check',
        '6379:6379 is open to the network',
        'loses its data',
      ],
    ]);
  });
});
