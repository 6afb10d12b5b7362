import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { shellWord } from "../../src/experiments/shellWord";

test("words go through a shell as they are; plain ones have no quotes", () => {
  assert.equal(shellWord("step.loss=mean,1"), "step.loss=mean,1");
  const words = ["", "a b", "it's", 'options={"seed":1}', "$HOME", "a\\b", "`x`"];
  const printed = execFileSync("sh", ["-c", `printf '%s\\n' ${words.map(shellWord).join(" ")}`], { encoding: "utf8" });
  assert.equal(printed, words.map((word) => `${word}\n`).join(""));
});
