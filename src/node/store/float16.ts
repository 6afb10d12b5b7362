// Half-precision numbers (IEEE 754 binary16), for recorded weights that would be too large otherwise. TensorFlow.js reads them
// back as float32 where the manifest names the type.

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/** Rounds to the nearest half-precision number, ties to even; above 65,504 to infinity. Two bytes a value, little-endian. */
export function toFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, (value) => {
    floats[0] = value;
    return halfOf(bits[0]);
  });
}

function halfOf(float: number): number {
  const sign = (float >>> 16) & 0x8000;
  const exponent = ((float >>> 23) & 0xff) - 112;
  const fraction = float & 0x7fffff;
  if (exponent === 143) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200); // infinity, NaN
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent > 0) return sign | rounded((exponent << 23) | fraction, 13);
  if (exponent < -10) return sign;
  return sign | rounded(fraction | 0x800000, 14 - exponent);
}

/** The number without its lowest bits, rounded to nearest, ties to even; a carry goes into the exponent, as it should. */
function rounded(value: number, drop: number): number {
  const kept = value >>> drop;
  const rest = value & ((1 << drop) - 1);
  const half = 1 << (drop - 1);
  return kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
}
