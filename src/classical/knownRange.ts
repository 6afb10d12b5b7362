// The range of an image's known values, channel by channel: what fills that solve equations are clipped to.

/** One number per channel, in the image's units. */
export interface KnownRange {
  readonly lowest: Float32Array;
  readonly highest: Float32Array;
}

/** The range of the values [H·W·C] of pixels that are known, 1 in `known`. */
export function knownRange(values: Float32Array | Uint8Array, known: Float32Array | Uint8Array): KnownRange {
  const channels = values.length / known.length;
  const lowest = new Float32Array(channels).fill(Infinity);
  const highest = new Float32Array(channels).fill(-Infinity);
  for (let p = 0; p < known.length; p++) {
    if (known[p] === 0) continue;
    for (let c = 0; c < channels; c++) {
      const value = values[p * channels + c];
      if (value < lowest[c]) lowest[c] = value;
      if (value > highest[c]) highest[c] = value;
    }
  }
  return { lowest, highest };
}
