import { LRUCache } from 'lru-cache';
import { decrypt, encrypt, SealBroken } from './cipher';
import { DataKey, dataKeys } from './data-keys';
import { DataKeyStore } from './data-key-store';
import { keyedHasher, masterKey, unwrapper } from './master-key';

const KEYS_CACHED_MAX = 50_000;
const KEYS_CACHED_FOR_MS = 300_000;
const REPEATED_CACHED_MAX = 50_000;
/** A repeated value is a short one: an address and a user agent. Longer texts are sealed anew each time. */
const REPEATED_LENGTH_MAX = 512;

const PREFIX = 'v1.';
/** What sealing answers for an erased party: the text is dropped, and the account goes on. */
const ERASED = 'v1.erased';

/**
 * Seals personal text for one party: AES-256-GCM under that party's data key, the party's id authenticated
 * with it. The key is durable before the first text sealed with it exists. Sealing costs about 4 µs once the
 * key is at hand, which is why there is a door without a promise.
 */
export interface Sealer {
  /** `v1.<base64url of nonce, ciphertext, tag>`; for an erased party `v1.erased`, and the text is dropped. */
  seal(partyId: string, plaintext: string): Promise<string>;
  /** The same at once, or `undefined` when the party's key is not at hand: then use {@link Sealer.seal}. */
  sealNow(partyId: string, plaintext: string): string | undefined;
  /** For small values that repeat (the caller's address): the same text of a party may get the same token. */
  sealCached(partyId: string, plaintext: string): Promise<string>;
  /** As {@link Sealer.sealCached}, at once or `undefined`. */
  sealCachedNow(partyId: string, plaintext: string): string | undefined;
  /** Whether the party has a key (or had one, and was erased): without it nothing was ever sealed for it. */
  hasKey(partyId: string): Promise<boolean>;
  /**
   * The text, or `undefined` once the party was erased.
   * @throws SealBroken for a token that is altered, or of another party or master key
   */
  open(partyId: string, sealed: string): Promise<string | undefined>;
  /**
   * Destroys the party's key: nothing sealed for it opens again. This instance forgets it at once, others
   * within five minutes. A tombstone stays, so no later use makes a new key.
   */
  erase(partyId: string): Promise<void>;
  /** HMAC-SHA256 (base64url) under a key of its own, for equality without the text: hashes of commands. */
  keyedHash(text: string): string;
  /** 32 bytes for one purpose, from the master key by HKDF-SHA256. */
  deriveKey(purpose: string): Buffer;
}

export interface SealerOptions {
  readonly store: DataKeyStore;
  /** 32 bytes. New data keys are wrapped by it; hashes and derived keys come from it. */
  readonly masterKey: Uint8Array;
  /** Earlier master keys: data keys that they wrapped still open. */
  readonly retiredMasterKeys?: readonly Uint8Array[];
  readonly keysCachedMax?: number;
  readonly keysCachedForMs?: number;
}

export function createSealer(options: SealerOptions): Sealer {
  const master = masterKey(options.masterKey);
  const keys = dataKeys({
    store: options.store,
    master,
    unwrap: unwrapper([options.masterKey, ...(options.retiredMasterKeys ?? [])]),
    cachedMax: options.keysCachedMax ?? KEYS_CACHED_MAX,
    cachedForMs: options.keysCachedForMs ?? KEYS_CACHED_FOR_MS,
  });
  const repeated = new LRUCache<string, string>({
    max: REPEATED_CACHED_MAX,
    ttl: options.keysCachedForMs ?? KEYS_CACHED_FOR_MS,
  });

  const sealNow = (partyId: string, plaintext: string) => {
    const key = keys.cached(partyId);
    return key && sealWith(key, partyId, plaintext);
  };
  const seal = async (partyId: string, plaintext: string) =>
    sealNow(partyId, plaintext) ?? sealWith(await keys.getOrCreate(partyId), partyId, plaintext);

  const sealCachedNow = (partyId: string, plaintext: string) => {
    if (plaintext.length > REPEATED_LENGTH_MAX) return sealNow(partyId, plaintext);
    const name = `${partyId}\n${plaintext}`;
    const known = keys.cached(partyId) === 'erased' ? ERASED : repeated.get(name);
    if (known) return known;
    const sealed = sealNow(partyId, plaintext);
    if (sealed) repeated.set(name, sealed);
    return sealed;
  };

  return {
    seal,
    sealNow,
    sealCachedNow,
    sealCached: async (partyId, plaintext) => {
      const known = sealCachedNow(partyId, plaintext);
      if (known) return known;
      await keys.getOrCreate(partyId);
      return sealCachedNow(partyId, plaintext) ?? seal(partyId, plaintext);
    },
    hasKey: async (partyId) => (keys.cached(partyId) ?? (await keys.get(partyId))) !== undefined,
    open: async (partyId, sealed) =>
      sealed === ERASED ? undefined : openWith(await keys.get(partyId), partyId, sealed),
    erase: async (partyId) => {
      await options.store.erase(partyId);
      keys.forget(partyId);
    },
    keyedHash: keyedHasher(master.derive('keyed-hash')),
    deriveKey: master.derive,
  };
}

function sealWith(key: DataKey, partyId: string, plaintext: string): string {
  return key === 'erased' ? ERASED : PREFIX + encrypt(key, plaintext, partyId).toString('base64url');
}

function openWith(key: DataKey | undefined, partyId: string, sealed: string): string | undefined {
  if (key === 'erased') return undefined;
  if (!key) throw new SealBroken('a text sealed under a data key that the key store does not hold');
  if (!sealed.startsWith(PREFIX)) throw new SealBroken('a text of an unknown sealing version');
  return decrypt(key, Buffer.from(sealed.slice(PREFIX.length), 'base64url'), partyId).toString('utf8');
}
