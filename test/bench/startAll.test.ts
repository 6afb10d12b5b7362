import assert from "node:assert/strict";
import { test } from "node:test";
import { MissingError, type Asking, type Program } from "../../bench/contenderProcess";
import { startAll, turnOrder, type SetupRequest } from "../../bench/startAll";

const programs = ["first", "second", "third"].map((name): Program => ({
  name,
  language: "node",
  program: "",
  args: [],
}));

test("who cannot start is left out with the reason; what is missing is told apart from what failed", async () => {
  const ended: string[] = [];
  const said: string[] = [];
  const start = ({ name }: Program): Asking<SetupRequest, { setup: object }> => {
    if (name === "third") throw new MissingError("no compiler");
    const ask =
      name === "first" ? () => Promise.reject(new Error("first: it broke")) : () => Promise.resolve({ warm: true });
    return { name, ask, end: () => Promise.resolve(void ended.push(name)) };
  };
  const { running, notMeasured } = await startAll(programs, start, "folder", (line) => said.push(line));
  assert.deepEqual(
    running.map(({ name, setup }) => [name, setup]),
    [["second", { warm: true }]],
  );
  assert.deepEqual(notMeasured, [
    { name: "first", reason: "it broke", failed: true },
    { name: "third", reason: "no compiler", failed: false },
  ]);
  assert.deepEqual(ended, ["first"]);
  assert.deepEqual(said, ["first: getting ready", "second: getting ready", "third: getting ready"]);
});

test("each round begins with the next one", () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((round) => turnOrder(round, 3)),
    [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
      [0, 1, 2],
    ],
  );
});
