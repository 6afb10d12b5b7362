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
  const line = progressLine(terminal);
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
    const line = progressLine(either);
    line.clear();
    line.show("half");
    line.clear();
    line.end();
    assert.equal(text(), written);
  }
});

test("elsewhere only the last state is printed, once", () => {
  const { stream: file, text } = stream(false);
  const line = progressLine(file);
  line.show("10 of 170 MB");
  line.show("170 of 170 MB");
  line.end();
  line.end();
  assert.equal(text(), "170 of 170 MB\n");
});
