import { createHmac, createSecretKey, hkdfSync, KeyObject, randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, SealBroken } from './cipher';

const KEY_ID_BYTES = 8;

/** The one secret of the configuration. It wraps data keys, and other keys are derived from it by purpose. */
export interface MasterKey {
  /** Names the key inside what it wrapped; tells nothing about it. */
  readonly id: Buffer;
  /** 32 bytes that belong to this purpose alone: HKDF-SHA256, `ledgerline/<purpose>`. */
  derive(purpose: string): Buffer;
  wrap(dataKey: Uint8Array, partyId: string): Buffer;
}

/** @param secret 32 bytes from the configuration */
export function masterKey(secret: Uint8Array): MasterKey {
  if (secret.length !== KEY_BYTES) throw new RangeError(`a master key has ${KEY_BYTES} bytes`);
  const derive = (purpose: string) => derived(secret, purpose);
  const id = derive('key-id').subarray(0, KEY_ID_BYTES);
  const wrapping = createSecretKey(derive('wrap-data-keys'));
  return { id, derive, wrap: (dataKey, partyId) => Buffer.concat([id, encrypt(wrapping, dataKey, partyId)]) };
}

/** Opens what any of these master keys wrapped; the first is the one that wraps, the others are retired. */
export function unwrapper(
  secrets: readonly Uint8Array[],
): (wrapped: Uint8Array, partyId: string) => KeyObject {
  const byId = new Map(
    secrets.map((secret) => [
      masterKey(secret).id.toString('hex'),
      createSecretKey(derived(secret, 'wrap-data-keys')),
    ]),
  );
  return (wrapped, partyId) => {
    const id = Buffer.from(wrapped.subarray(0, KEY_ID_BYTES)).toString('hex');
    const key = byId.get(id);
    if (!key) throw new SealBroken(`the data key of a party, wrapped by the unknown master key ${id},`);
    return createSecretKey(decrypt(key, wrapped.subarray(KEY_ID_BYTES), partyId));
  };
}

export function newDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** HMAC-SHA256 as base64url: equal texts are equal, and nobody without the key can try texts out. */
export function keyedHasher(key: Uint8Array): (text: string) => string {
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text, 'utf8').digest('base64url');
}

function derived(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `ledgerline/${purpose}`, KEY_BYTES));
}
