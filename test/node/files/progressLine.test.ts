import assert from "node:assert/strict";
import { test } from "node:test";
import { progressLine } from "../../../src/node/files/progressLine";

function stream(isTTY: boolean, columns?: number): { stream: NodeJS.WriteStream; text(): string } {
  let text = "";
  const write = (piece: string): boolean => (text += piece) !== "";
  return { stream: { isTTY, columns, write } as unknown as NodeJS.WriteStream, text: () => text };
}

test("on a terminal the line is written over and cut to its width", () => {
  const { stream: terminal, text } = stream(true, 8);
  const line = progressLine({ stream: terminal });
  line.show("10 of 170 MB");
  line.show("20 of 170 MB");
  line.end();
  assert.equal(text(), "\r\x1b[2K10 of 1\r\x1b[2K20 of 1\n");
});

test("a line that is cleared leaves nothing, and nothing is printed where it was never seen", () => {
  for (const [isTTY, written] of [
    [true, "\r\x1b[2Khalf\r\x1b[2K"],
    [false, ""],
  ] as const) {
    const { stream: either, text } = stream(isTTY, 80);
    const line = progressLine({ stream: either });
    line.clear();
    line.show("half");
    line.clear();
    line.end();
    assert.equal(text(), written);
  }
});

test("elsewhere only the last state is printed, once", () => {
  const { stream: file, text } = stream(false);
  const line = progressLine({ stream: file });
  line.show("10 of 170 MB");
  line.show("170 of 170 MB");
  line.end();
  line.end();
  assert.equal(text(), "170 of 170 MB\n");
});

test("what comes before long work is drawn even right after another text", () => {
  const { stream: terminal, text } = stream(true);
  const line = progressLine({ stream: terminal });
  line.show("step 1");
  line.show("step 2");
  line.show("validating", true);
  assert.equal(text(), "\r\x1b[2Kstep 1\r\x1b[2Kvalidating");
});

test("elsewhere, where asked for, the first state comes at once and others now and then, none of them twice", (context) => {
  let now = 5_000;
  context.mock.method(performance, "now", () => now);
  const { stream: file, text } = stream(false);
  const line = progressLine({ stream: file, everySeconds: 30 });
  line.show("1 of 9");
  line.show("2 of 9");
  now += 29_000;
  line.show("3 of 9");
  now += 1_000;
  line.show("4 of 9");
  line.end();
  line.show("5 of 9");
  line.end();
  assert.equal(text(), "1 of 9\n4 of 9\n5 of 9\n");
});
