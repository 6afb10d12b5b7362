import assert from "node:assert/strict";
import { test } from "node:test";
import { toFloat16 } from "../../../src/node/store/float16";

/** The number that 16 bits stand for (IEEE 754, binary16). */
function valueOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const one = (value: number): number => toFloat16(Float32Array.of(value))[0];

test("every half-precision number comes back as itself", () => {
  for (let half = 0; half < 65_536; half++) {
    const value = valueOf(half);
    if (Number.isNaN(value)) assert.ok(Number.isNaN(valueOf(one(value))));
    else assert.equal(one(value), half, String(value));
  }
});

test("what lies between two goes to the nearer one, half-way to the even one, too large to infinity", () => {
  for (let half = 0; half < 0x7bff; half += 7) {
    const [low, high] = [valueOf(half), valueOf(half + 1)];
    const middle = (low + high) / 2;
    assert.equal(one(middle), half % 2 === 0 ? half : half + 1, `${middle}`);
    assert.equal(one(low + (high - low) * 0.49), half);
    assert.equal(one(low + (high - low) * 0.51), half + 1);
  }
  assert.equal(valueOf(one(65_519)), 65_504);
  assert.equal(valueOf(one(65_520)), Infinity);
  assert.equal(one(1e-9), 0);
  assert.equal(one(-1e-9), 0x8000);
});
