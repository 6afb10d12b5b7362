import assert from "node:assert/strict";
import { test } from "node:test";
import { showTable } from "../../../src/node/jupyter/showTable";
import { inNotebook } from "./fakeKernel";

test("a table is HTML and text, numbers to the right, markup escaped, null as a dash", (context) => {
  const { sent } = inNotebook(context);
  showTable(
    [
      { layer: "<conv>", parameters: 13347, loss: 0.123456 },
      { layer: "b", parameters: null, loss: 1 },
    ],
    { caption: "Layers" },
  );
  assert.match(
    String(sent[0].data["text/html"]),
    /&lt;conv&gt;<\/td><td style="text-align:right;font-variant-numeric:tabular-nums">13,347<\/td>/,
  );
  assert.equal(
    sent[0].data["text/plain"],
    "Layers\nlayer   parameters    loss\n<conv>      13,347  0.1235\nb                –  1.0000",
  );
});

test("the best of a column is bold on the page and has a star in the text", (context) => {
  const { sent } = inNotebook(context);
  const rows = [
    { method: "mean", dB: 13.07, error: 0.2, share: 0.4 },
    { method: "network", dB: 17.6, error: 0.1, share: 1.5 },
    { method: "harmonic", dB: 17.6, error: null, share: 0.9 },
  ];
  showTable(rows, { best: { dB: "highest", error: "lowest", share: { nearest: 1 } } });
  const html = String(sent[0].data["text/html"]);
  assert.deepEqual(
    [...html.matchAll(/<strong>([^<]*)/g)].map(([, words]) => words),
    ["17.60", "0.1", "17.60", "0.9"],
  );
  assert.equal(
    sent[0].data["text/plain"],
    [
      "* the best of its column",
      "method        dB  error  share",
      "mean      13.07    0.2    0.4",
      "network   17.60*   0.1*   1.5",
      "harmonic  17.60*     –    0.9*",
    ].join("\n"),
  );
});

test("one word marks every column of numbers", (context) => {
  const { sent } = inNotebook(context);
  const rows = [
    { method: "9", "set a": "10.25", "set b": 3 },
    { method: "b", "set a": "9.50", "set b": 4 },
  ];
  showTable(rows, { best: "highest" });
  assert.deepEqual(
    [...String(sent[0].data["text/html"]).matchAll(/<strong>([^<]*)/g)].map(([, words]) => words),
    ["10.25", "4"],
  );
});

test("numbers that come as text are compared too; values of different things keep their own digits", (context) => {
  const { sent } = inNotebook(context);
  showTable([{ dB: "9.50" }, { dB: "17.64" }], { best: { dB: "highest" } });
  assert.match(String(sent[0].data["text/html"]), /right[^>]*>9\.50<.*<strong>17\.64</);
  showTable([
    { what: "node", value: "v20" },
    { what: "platform", value: "linux" },
    { what: "cores", value: 2 },
    { what: "threads", value: 0.5 },
  ]);
  assert.match(String(sent[1].data["text/plain"]), /cores {5}2\nthreads {3}0\.5$/);
});

test("a wide table's text stays within 120 columns", (context) => {
  const { sent } = inNotebook(context);
  const names = Array.from({ length: 12 }, (_, i) => `mask set of number ${i}`);
  showTable([{ method: "network", ...Object.fromEntries(names.map((name, i) => [name, i + 0.5])) }]);
  assert.ok(
    String(sent[0].data["text/plain"])
      .split("\n")
      .every((line) => line.length <= 120),
  );
});

test("a table without rows says so", (context) => {
  const { sent } = inNotebook(context);
  showTable([], { best: { dB: "highest" } });
  showTable([], { caption: "Strong filters" });
  assert.deepEqual(
    sent.map(({ data }) => data),
    [{ "text/plain": "no rows" }, { "text/plain": "Strong filters: no rows" }],
  );
});

test("a column without any value stands where its numbers would", (context) => {
  const { sent } = inNotebook(context);
  showTable([{ file: "a", "your guess": null }]);
  assert.equal(sent[0].data["text/plain"], "file  your guess\na              –");
});

test("no table shows NaN, and none marks a column that it has not", () => {
  assert.throws(
    () => showTable([{ loss: NaN }]),
    /Expected finite numbers in column "loss", but received NaN\. Give null/,
  );
  assert.throws(
    () => showTable([{ loss: 1 }], { best: { dB: "highest" } }),
    /Expected best to name columns of the table, but received "dB"\. Use one of loss\./,
  );
});

test("outside a notebook the text is printed", (context) => {
  let printed = "";
  const write = context.mock.method(process.stdout, "write", (chunk: string) => {
    printed += chunk;
    return true;
  });
  showTable([{ a: 1 }]);
  write.mock.restore();
  assert.equal(printed, "a\n1\n");
});
