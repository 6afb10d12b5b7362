import assert from "node:assert/strict";
import { test } from "node:test";
import { hasBfloat16 } from "../../../src/node/engine/processor";

test("the processor's list of instructions decides", () => {
  assert.equal(hasBfloat16("processor\t: 0\nflags\t\t: fpu avx512f avx512_bf16 fma\n"), true);
  assert.equal(hasBfloat16("processor\t: 0\nflags\t\t: fpu amx_bf16\n"), true);
  assert.equal(hasBfloat16("processor\t: 0\nmodel name\t: avx512_bf16\nflags\t\t: fpu avx2 avx512f\n"), false);
  assert.equal(hasBfloat16(""), false);
});
