// Numbers that have to agree within a tolerance.
import assert from "node:assert/strict";

/** Throws unless `found` lies within `tolerance` of `wanted`; the message shows both. */
export function near(found: number, wanted: number, tolerance = 1e-12, what = ""): void {
  assert.ok(Math.abs(found - wanted) <= tolerance, `${what} ${found}, wanted ${wanted} within ${tolerance}`);
}
