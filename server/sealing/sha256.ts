// SHA-256 (FIPS 180-4), incremental. Pure, because the browser's own digest takes only whole messages and is missing on plain http.

const ROUND = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));

export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The 32 bytes of the digest. Nothing may follow. */
  digest(): Uint8Array;
}

export function createSha256(): Sha256 {
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  const block = new Uint8Array(64);
  const view = new DataView(block.buffer);
  let filled = 0;
  let total = 0;
  const update = (bytes: Uint8Array): void => {
    total += bytes.length;
    let offset = 0;
    if (filled > 0) {
      offset = Math.min(64 - filled, bytes.length);
      block.set(bytes.subarray(0, offset), filled);
      filled += offset;
      if (filled < 64) return;
      compress(state, words, view, 0);
    }
    const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; offset + 64 <= bytes.length; offset += 64) compress(state, words, source, offset);
    block.set(bytes.subarray(offset));
    filled = bytes.length - offset;
  };
  return {
    update,
    digest() {
      const bits = total * 8;
      const padding = new Uint8Array((filled < 56 ? 64 : 128) - filled);
      padding[0] = 0x80;
      const tail = new DataView(padding.buffer);
      tail.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
      tail.setUint32(padding.length - 4, bits >>> 0);
      update(padding);
      const digest = new DataView(new ArrayBuffer(32));
      state.forEach((word, i) => digest.setInt32(i * 4, word));
      return new Uint8Array(digest.buffer);
    },
  };
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const hash = createSha256();
  hash.update(bytes);
  return hash.digest();
}

/** Lower-case hexadecimal, as the manifest writes hashes. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** FIPS 180-4 6.2.2. Indices are within the arrays: `?? 0` only satisfies the compiler. Plain loads and stores: twice as fast as destructuring. */
function compress(state: Int32Array, w: Int32Array, source: DataView, at: number): void {
  for (let t = 0; t < 16; t += 1) w[t] = source.getInt32(at + t * 4);
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15] ?? 0;
    const y = w[t - 2] ?? 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = ((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[t] ?? 0) + (w[t] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

/** The first 32 bits of the fractional part (FIPS 180-4 4.2.2, 5.3.3); doubles are exact enough for cube roots below 8. */
function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
