import assert from "node:assert/strict";
import { test } from "node:test";
import { findPeersPython } from "../../bench/peers";
import { trainingPeers } from "../../bench/training/peers";

test("the first Python that the pins have packages for is taken; without one a sentence says what was found", () => {
  const versions: Record<string, string> = { old: "3.10.4", fresh: "3.14.1", fits: "3.12.9" };
  const versionOf = ([name]: readonly string[]): string | null => versions[name] ?? null;
  const chosen = findPeersPython(trainingPeers, [["absent"], ["old"], ["fits"]], versionOf);
  assert.deepEqual(chosen, { command: ["fits"], version: "3.12.9" });
  assert.throws(
    () => findPeersPython(trainingPeers, [["old"], ["fresh"], ["old"]], versionOf),
    /Expected Python 3\.11, 3\.12 or 3\.13, .*but found 3\.10\.4, 3\.14\.1 on the PATH\. Install one, or name it in .* PYTHON/,
  );
  assert.throws(() => findPeersPython(trainingPeers, [["absent"]], versionOf), /but found none on the PATH/);
});
