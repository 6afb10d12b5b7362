// Reading and help of a declared command, on one made up for it; what the real commands take is in ../cli/commands.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";

async function parts() {
  const { command, OptionError, required, severalTimes } = await import("../../../src/node/options/declare.mjs");
  const { flag, path, wholeNumber } = await import("../../../src/node/options/values.mjs");
  const { oneName } = await import("../../../src/node/options/operands.mjs");
  const { readOptions } = await import("../../../src/node/options/readOptions.mjs");
  const { columns, helpText } = await import("../../../src/node/options/helpText.mjs");
  const bake = command({
    summary: "Bakes.",
    operand: { cake: oneName(() => ["plum", "apple"], "which cake") },
    options: {
      output: { ...required(path("FILE", "where it goes")), short: "o" },
      minutes: wholeNumber({ from: 1, to: 90, help: "how long" }),
      extraSugar: flag("sweeter"),
      nut: severalTimes(path("FILE", "a nut")),
    },
    otherNames: { sugar: "Here that is --extra-sugar.", honey: "Here that is --extra-sugar." },
  });
  const read = (...words: string[]) => readOptions(words, bake, { name: "bake", help: "bake --help" });
  return { bake, columns, helpText, OptionError, read };
}

test("options are read by their kinds, in any order, with their operand", async () => {
  const { read } = await parts();
  assert.deepEqual(read("--minutes=20", "plum", "-o", "a b", "--extra-sugar", "--nut", "x", "--nut", "y"), {
    output: "a b",
    minutes: 20,
    extraSugar: true,
    nut: ["x", "y"],
    cake: "plum",
  });
  assert.deepEqual(read("-o", "x"), { output: "x" });
  assert.equal(read("--help"), "help");
  assert.equal(read("-h", "plum"), "help");
});

test("every mistake is an OptionError of one sentence with a way out", async () => {
  const { OptionError, read } = await parts();
  const cases: [string[], string][] = [
    [["plum"], "Expected --output FILE, but received none. Write bake --output FILE."],
    [["-o"], "Expected a value behind -o, but received none. See bake --help."],
    [["-o=x"], 'Expected a value behind -o, but received "=x". Put a space in place of the =.'],
    [["-o", "--minutes"], "Expected a value behind -o, but received none. See bake --help."],
    [["-o", "x", "-o", "y"], "Expected -o once, but received it twice. Leave one out."],
    [
      ["-o", "x", "--extra-sugr"],
      "Expected an option of bake, but received --extra-sugr. Did you mean --extra-sugar? See bake --help.",
    ],
    [["-output", "x"], "Expected --output, but received -output. Type two hyphens before a name."],
    [["-minutes=3"], "Expected --minutes, but received -minutes. Type two hyphens before a name."],
    [["-o", "x", "-sugar"], "Expected an option of bake, but received -sugar. Here that is --extra-sugar."],
    [["-o", "x", "--honey", "2"], "Expected an option of bake, but received --honey. Here that is --extra-sugar."],
    [["-o", "x", "-xyz"], "Expected an option of bake, but received -xyz. See bake --help."],
    [["-o", "x", "--extra-sugar=2"], 'Expected --extra-sugar without a value, but received "2". Leave it out.'],
    [
      ["-o", "x", "--minutes", "1e1"],
      'Expected --minutes to be a whole number from 1 to 90, but received "1e1". See bake --help.',
    ],
    [
      ["-o", "x", "aple"],
      'Expected the name behind bake to be among plum, apple, but received "aple". Did you mean apple? See bake --help.',
    ],
  ];
  for (const [words, message] of cases) {
    assert.throws(
      () => read(...words),
      (error: Error) => error instanceof OptionError && error.message === message,
      message,
    );
  }
});

test("help shows what must stand first, every option with its value, and wraps long lines under their column", async () => {
  const { bake, columns, helpText } = await parts();
  const lines = helpText(bake, "bake").split("\n");
  assert.equal(lines[0], "bake [NAME] -o FILE [options]");
  assert.ok(lines.includes("  -o, --output FILE  where it goes"));
  assert.ok(lines.includes("  --extra-sugar      sweeter"));
  const [row] = columns([["--x", "word ".repeat(60).trim()]]);
  const wrapped = row.split("\n");
  assert.ok(wrapped.length > 1 && wrapped.every((line) => line.length <= 120));
  assert.match(wrapped[1], /^ {7}word/);
});
