import assert from "node:assert/strict";
import { test } from "node:test";
import { npyOfBytes, npyOfFloats } from "../../../src/node/files/npy";

/** The text of a file's header as NumPy 2.4.6 writes it: padded so that the values begin at byte 128. */
const header = (said: string): string => `\x93NUMPY\x01\x00v\x00${said.padEnd(117)}\n`;

test("a file of bytes is NumPy's, byte for byte", () => {
  const { bytes, values } = npyOfBytes([1, 2, 3]);
  values.set([0, 1, 2, 3, 4, 5]);
  const wanted = header("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2, 3), }") + "\x00\x01\x02\x03\x04\x05";
  assert.equal(Buffer.from(bytes).toString("latin1"), wanted);
});

test("a file of float32 numbers too; a single side has a comma behind it", () => {
  const { bytes, values } = npyOfFloats([2]);
  values.set([0.5, -1.25]);
  const wanted = header("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }") + "\0\0\0\x3f\0\0\xa0\xbf";
  assert.equal(Buffer.from(bytes).toString("latin1"), wanted);
});
