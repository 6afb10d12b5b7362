// Seeded random streams, keyed by (seed, purpose, epoch, step): a run that resumes asks for the stream of its epoch
// and step again, so no generator state is ever saved. The generator is sfc32 (C. Doty-Humphrey's Small Fast Counting
// generator, 128 bits of state, passes PractRand); the key is mixed into its state by the MurmurHash3 finaliser.

/** A source of random numbers; every random choice of this project takes one. */
export interface Random {
  /** A number in [0,1). */
  uniform(): number;
  /** A whole number in low..high, both included. */
  integer(low: number, high: number): number;
  /** A number from the standard normal distribution (Box-Muller). */
  normal(): number;
}

function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The stream of one purpose: the same four keys give the same numbers on every machine. `seed` is a whole number ≥ 0. */
export function randomStream(seed: number, purpose: string, epoch = 0, step = 0): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`Expected seed to be a whole number from 0 up, but received ${seed}. Use for example 1.`);
  }
  let hash = mix(seed >>> 0) ^ mix(Math.floor(seed / 2 ** 32) + 0x9e3779b9);
  for (let i = 0; i < purpose.length; i++) hash = mix(hash ^ purpose.charCodeAt(i));
  let a = mix(hash ^ 0x243f6a88);
  let b = mix(a ^ epoch);
  let c = mix(b ^ step ^ 0x13198a2e);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = (): number => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
  return {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** The positions 0..count-1 in random order (Fisher-Yates). */
export function shuffledPositions(count: number, random: Random): Int32Array {
  const positions = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [positions[i], positions[j]] = [positions[j], positions[i]];
  }
  return positions;
}
