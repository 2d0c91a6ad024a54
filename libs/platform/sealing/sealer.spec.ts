import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createSealer, DataKeyStore, memoryDataKeyStore, SealBroken } from './index';

const masterKey = randomBytes(32);
const prompt = 'a canary sings in clear: Zoë 🐤';

function sealerOn(store: DataKeyStore, options: { masterKey?: Buffer; retiredMasterKeys?: Buffer[] } = {}) {
  return createSealer({ store, masterKey, ...options });
}

/** A store that counts what it is asked for. */
function countingStore(): DataKeyStore & { calls: number; asked: number } {
  const inner = memoryDataKeyStore();
  const store = {
    ...inner,
    calls: 0,
    asked: 0,
    getOrCreate: (candidates: ReadonlyMap<string, Uint8Array>) => {
      store.calls += 1;
      store.asked += candidates.size;
      return inner.getOrCreate(candidates);
    },
  };
  return store;
}

describe('a sealer', () => {
  it('opens what it sealed, and shows nothing of it in the token', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    const sealed = await sealer.seal('user-1', prompt);
    expect(sealed).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.slice(3), 'base64url').includes('canary')).toBe(false);
    expect(await sealer.open('user-1', sealed)).toBe(prompt);
  });

  it('seals the empty text, and the same text differently each time', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    expect(await sealer.open('user-1', await sealer.seal('user-1', ''))).toBe('');
    expect(await sealer.seal('user-1', prompt)).not.toBe(await sealer.seal('user-1', prompt));
  });

  it('refuses to open a token of another party, an altered one and a shortened one', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    const sealed = await sealer.seal('user-1', prompt);
    await sealer.seal('user-2', prompt);
    const altered = `${sealed.slice(0, 10)}${sealed[10] === 'A' ? 'B' : 'A'}${sealed.slice(11)}`;
    await expect(sealer.open('user-2', sealed)).rejects.toThrow(SealBroken);
    await expect(sealer.open('user-1', altered)).rejects.toThrow(SealBroken);
    await expect(sealer.open('user-1', 'v1.AAAA')).rejects.toThrow(SealBroken);
    await expect(sealer.open('user-1', sealed.replace('v1.', 'v2.'))).rejects.toThrow(
      'unknown sealing version',
    );
  });

  it('says so when the key store has lost a key, instead of calling the party erased', async () => {
    const sealed = await sealerOn(memoryDataKeyStore()).seal('user-1', prompt);
    await expect(sealerOn(memoryDataKeyStore()).open('user-1', sealed)).rejects.toThrow('does not hold');
  });

  it('makes one key for many first uses at one instant, and asks for many parties at once', async () => {
    const store = countingStore();
    const sealer = sealerOn(store);
    const parties = Array.from({ length: 600 }, (_, i) => `user-${i % 300}`);
    const sealed = await Promise.all(parties.map((party) => sealer.seal(party, prompt)));
    expect(store.asked).toBe(300);
    expect(store.calls).toBe(2);
    const opened = await Promise.all(sealed.map((token, i) => sealer.open(parties[i]!, token)));
    expect(new Set(opened)).toEqual(new Set([prompt]));
  });

  it('agrees with another instance on the key of a party both meet first', async () => {
    const store = memoryDataKeyStore();
    const [one, two] = [sealerOn(store), sealerOn(store)];
    const [byOne, byTwo] = await Promise.all([one.seal('user-1', 'one'), two.seal('user-1', 'two')]);
    expect(await two.open('user-1', byOne)).toBe('one');
    expect(await one.open('user-1', byTwo)).toBe('two');
  });

  it('uses a key only after the store has made it durable, and hands the failure on', async () => {
    const store = memoryDataKeyStore();
    const failing = { ...store, getOrCreate: () => Promise.reject(new Error('no database')) };
    await expect(sealerOn(failing).seal('user-1', prompt)).rejects.toThrow('no database');
    expect(sealerOn(failing).sealNow('user-1', prompt)).toBeUndefined();
  });

  it('recovers after a failed first use', async () => {
    const store = memoryDataKeyStore();
    let broken = true;
    const sealer = sealerOn({
      ...store,
      getOrCreate: (candidates) =>
        broken ? Promise.reject(new Error('no database')) : store.getOrCreate(candidates),
    });
    await expect(sealer.seal('user-1', prompt)).rejects.toThrow('no database');
    broken = false;
    expect(await sealer.open('user-1', await sealer.seal('user-1', prompt))).toBe(prompt);
  });

  it('seals without waiting once the key is at hand', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    expect(sealer.sealNow('user-1', prompt)).toBeUndefined();
    await sealer.seal('user-1', 'first');
    expect(await sealer.open('user-1', sealer.sealNow('user-1', prompt)!)).toBe(prompt);
  });

  it('tells whether a party ever had a key, without making one', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    expect(await sealer.hasKey('user-1')).toBe(false);
    expect(await sealer.hasKey('user-1')).toBe(false);
    await sealer.seal('user-1', prompt);
    expect(await sealer.hasKey('user-1')).toBe(true);
    await sealer.erase('user-1');
    expect(await sealer.hasKey('user-1')).toBe(true);
  });

  it('reuses the token of a small repeated value, for that party alone', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    const caller = '{"ip":"203.0.113.7","userAgent":"studio/4"}';
    const first = await sealer.sealCached('user-1', caller);
    expect(await sealer.sealCached('user-1', caller)).toBe(first);
    expect(sealer.sealCachedNow('user-1', caller)).toBe(first);
    expect(await sealer.sealCached('user-2', caller)).not.toBe(first);
    expect(await sealer.open('user-1', first)).toBe(caller);
    const long = 'x'.repeat(513);
    expect(await sealer.sealCached('user-1', long)).not.toBe(await sealer.sealCached('user-1', long));
  });
});

describe('an erased party', () => {
  it('opens nothing any more, on this instance and on others, and never gets a new key', async () => {
    const store = memoryDataKeyStore();
    const sealer = sealerOn(store);
    const sealed = await sealer.seal('user-1', prompt);
    await sealer.sealCached('user-1', 'caller');
    await sealer.erase('user-1');
    expect(await sealer.open('user-1', sealed)).toBeUndefined();
    expect(await sealerOn(store).open('user-1', sealed)).toBeUndefined();
    for (const instance of [sealer, sealerOn(store)]) {
      expect(await instance.seal('user-1', 'again')).toBe('v1.erased');
      expect(await instance.sealCached('user-1', 'caller')).toBe('v1.erased');
      expect(await instance.open('user-1', 'v1.erased')).toBeUndefined();
    }
  });

  it('stays erased when it never had a key, and when it is erased twice', async () => {
    const sealer = sealerOn(memoryDataKeyStore());
    await sealer.erase('user-1');
    await sealer.erase('user-1');
    expect(await sealer.seal('user-1', prompt)).toBe('v1.erased');
  });

  it('stays erased for a first use that was under way', async () => {
    const store = memoryDataKeyStore();
    const gate = new EventEmitter();
    const slow: DataKeyStore = {
      ...store,
      getOrCreate: async (candidates) => {
        const stored = await store.getOrCreate(candidates);
        gate.emit('read');
        await once(gate, 'open');
        return stored;
      },
    };
    const sealer = sealerOn(slow);
    const sealing = sealer.seal('user-1', prompt);
    await once(gate, 'read');
    await sealer.erase('user-1');
    gate.emit('open');
    expect(await sealing).toBe('v1.erased');
    expect(sealer.sealNow('user-1', prompt)).toBe('v1.erased');
  });

  it('is forgotten by an instance that had the key at hand, once its time is over', async () => {
    const store = memoryDataKeyStore();
    const slow = createSealer({ store, masterKey, keysCachedForMs: 1 });
    await slow.seal('user-1', prompt);
    await sealerOn(store).erase('user-1');
    const startedAt = performance.now();
    while (performance.now() - startedAt < 5) await new Promise(setImmediate);
    expect(await slow.seal('user-1', prompt)).toBe('v1.erased');
  });
});

describe('a master key', () => {
  it('can be replaced: what the retired one wrapped still opens, and without it nothing does', async () => {
    const store = memoryDataKeyStore();
    const sealed = await sealerOn(store).seal('user-1', prompt);
    const next = randomBytes(32);
    const rotated = sealerOn(store, { masterKey: next, retiredMasterKeys: [masterKey] });
    expect(await rotated.open('user-1', sealed)).toBe(prompt);
    const stranger = sealerOn(store, { masterKey: next });
    await expect(stranger.open('user-1', sealed)).rejects.toThrow('unknown master key');
    await expect(stranger.seal('user-1', prompt)).rejects.toThrow(SealBroken);
  });

  it('derives a key per purpose and a keyed hash that only its holder can compute', () => {
    const [mine, other] = [
      sealerOn(memoryDataKeyStore()),
      sealerOn(memoryDataKeyStore(), { masterKey: randomBytes(32) }),
    ];
    expect(mine.deriveKey('http-session')).toHaveLength(32);
    expect(mine.deriveKey('http-session')).toEqual(sealerOn(memoryDataKeyStore()).deriveKey('http-session'));
    expect(mine.deriveKey('http-session')).not.toEqual(mine.deriveKey('keyed-hash'));
    expect(mine.keyedHash('body')).toBe(sealerOn(memoryDataKeyStore()).keyedHash('body'));
    expect(mine.keyedHash('body')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(mine.keyedHash('body')).not.toBe(mine.keyedHash('bodY'));
    expect(mine.keyedHash('body')).not.toBe(other.keyedHash('body'));
  });

  it('has 32 bytes', () => {
    expect(() => sealerOn(memoryDataKeyStore(), { masterKey: randomBytes(31) })).toThrow('32 bytes');
  });
});
