import assert from "node:assert/strict";
import { test } from "node:test";
import { BoundedCache } from "../../../src/classical/sparse/boundedCache";

/** Those of the one-letter keys that are kept. */
function kept(cache: BoundedCache<number>, keys: string): string {
  return [...keys].filter((key) => cache.get(key) !== undefined).join("");
}

test("what was not used for longest goes first, and no more than needed", () => {
  const cache = new BoundedCache<number>(10);
  cache.add("a", 1, 4);
  cache.add("b", 2, 4);
  assert.equal(cache.get("a"), 1);
  cache.add("c", 3, 4);
  assert.equal(kept(cache, "abc"), "ac");
  cache.add("d", 4, 2);
  assert.equal(kept(cache, "abcd"), "acd");
  cache.add("e", 5, 10);
  assert.equal(kept(cache, "abcde"), "e");
});

test("what is larger than the whole cache is not kept and pushes nothing out", () => {
  const cache = new BoundedCache<number>(10);
  cache.add("a", 1, 4);
  cache.add("b", 2, 11);
  assert.equal(kept(cache, "ab"), "a");
});
