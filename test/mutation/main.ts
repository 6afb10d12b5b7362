// Would the tests notice? Small changes of the sources, each tried against the tests of its room.
//   npm run mutate -- ROOM|named [--count 40] [--seed 1] [--record]
// Results stand in runs/local/mutants/; the same command goes on after them, and tries those that lived again where tests have
// changed since. --record copies the table to test/mutation/recorded/.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sha256Hex } from "../../src/node/files/sha256";
import { localRunsFolder, projectRoot } from "../../src/node/paths";
import { inLanes } from "../../src/node/workers/inLanes";
import { randomStream, shuffledPositions } from "../../src/random";
import { Lane } from "./lane";
import { mutantsOf, type Mutant } from "./mutants";
import { mutantOf, namedMutants } from "./named";
import { rooms, sourcesOf, testsOf } from "./rooms";

interface Tried extends Mutant {
  /** "killed by" a test file, "late" where the tests did not end, or "lives". */
  readonly fate: "killed" | "late" | "lives";
  readonly by: string;
  /** Of the source, and of all tests that were tried where it lives: what it was tried with. */
  readonly sourceSha256: string;
  readonly testsSha256: string;
}

interface Planned {
  readonly mutant: Mutant;
  readonly tests: readonly string[];
}

const textOf = (file: string): string => readFileSync(join(projectRoot, file), "utf8");
const hashOf = (files: readonly string[]): string => sha256Hex(files.map(textOf).join("\0"));

/** A sample of the room's mutants, the same for the same seed. */
function sample(room: string, count: number, seed: number): Planned[] {
  const all = sourcesOf(room).flatMap((file) => mutantsOf(file, textOf(file)));
  const order = shuffledPositions(all.length, randomStream(seed, `mutants of ${room}`));
  console.log(`${room}: ${Math.min(count, all.length)} of ${all.length} mutants`);
  return Array.from(order.subarray(0, count), (i) => ({ mutant: all[i], tests: testsOf(room, all[i].file) }));
}

function plan(room: string, count: number, seed: number): Planned[] {
  if (room === "named") return namedMutants.map((one) => ({ mutant: mutantOf(one), tests: [one.test] }));
  if (rooms[room] !== undefined) return sample(room, count, seed);
  throw new Error(
    `Expected a room among ${Object.keys(rooms).join(", ")}, or named, but received "${room}". ` +
      "For example: npm run mutate -- masks.",
  );
}

async function attempt(lane: Lane, { mutant, tests }: Planned, seconds: number): Promise<Tried> {
  const hashes = { sourceSha256: hashOf([mutant.file]), testsSha256: hashOf(tests) };
  // The test of the same name alone notices most, and is soon over.
  for (const some of [tests.slice(0, 1), tests.slice(1)]) {
    if (some.length === 0) continue;
    const result = await lane.run(mutant, some, seconds);
    if (result === "passed") continue;
    return { ...mutant, ...hashes, fate: result === "late" ? "late" : "killed", by: some.join(" ") };
  }
  return { ...mutant, ...hashes, fate: "lives", by: "" };
}

/** Of a share: Wilson 1927, 95 %. */
function interval(hits: number, count: number): [number, number] {
  const z2 = 1.96 ** 2;
  const centre = (hits + z2 / 2) / (count + z2);
  const half = (1.96 / (count + z2)) * Math.sqrt((hits * (count - hits)) / count + z2 / 4);
  return [centre - half, centre + half];
}

function table(tried: readonly Tried[]): string {
  const cell = (value: string): string => `"${value.replace(/\s+/g, " ").slice(0, 80).replaceAll('"', "'")}"`;
  const rows = tried.map(({ file, line, before, after, fate, by }) =>
    [file, line, cell(before), cell(after), fate, by.split(" ")[0]].join(","),
  );
  return `file,line,before,after,fate,first test\n${rows.join("\n")}\n`;
}

const say = ({ file, line, before, after, fate, by }: Tried): string =>
  `${fate.padEnd(6)}  ${file}:${line}  ${before.replace(/\s+/g, " ").slice(0, 50)} → ${after.slice(0, 50)}  ${by.split(" ")[0]}`;

const sameMutant = (a: Mutant, b: Mutant): boolean =>
  a.file === b.file && a.position === b.position && a.before === b.before && a.after === b.after;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: "string", default: "40" },
      seed: { type: "string", default: "1" },
      record: { type: "boolean", default: false },
    },
  });
  const [room = ""] = positionals;
  const planned = plan(room, Number(values.count), Number(values.seed));
  const folder = join(localRunsFolder, "mutants");
  const file = join(folder, `${room}-seed${values.seed}.jsonl`);
  mkdirSync(folder, { recursive: true });
  const before = (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [])
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Tried)
    .reverse();
  const known = ({ mutant, tests }: Planned): Tried | undefined =>
    before.find(
      (one) =>
        sameMutant(one, mutant) &&
        one.sourceSha256 === hashOf([mutant.file]) &&
        (one.fate !== "lives" || one.testsSha256 === hashOf(tests)),
    );
  const tried = planned.map(known);
  const open = planned.map((_, i) => i).filter((i) => tried[i] === undefined);
  const lanes = [new Lane(), new Lane()];
  try {
    const tests = [...new Set(open.flatMap((i) => planned[i].tests))];
    const began = performance.now();
    if (tests.length > 0 && (await lanes[0].run(null, tests, 900)) !== "passed")
      throw new Error(
        `Expected the tests of ${room} to pass as the sources are, but one fails. Mend it first: npm test.`,
      );
    const seconds = 60 + (3 * (performance.now() - began)) / 1000;
    await inLanes(open.length, lanes.length, async (at) => {
      const lane = lanes.pop() as Lane;
      const result = await attempt(lane, planned[open[at]], seconds);
      lanes.push(lane);
      tried[open[at]] = result;
      appendFileSync(file, `${JSON.stringify(result)}\n`);
      console.log(say(result));
    });
  } finally {
    for (const lane of lanes) lane.remove();
  }
  const all = tried.filter((one) => one !== undefined);
  const alive = all.filter(({ fate }) => fate === "lives");
  const [low, high] = interval(all.length - alive.length, all.length).map((share) => (100 * share).toFixed(0));
  console.log(`\n${room}: ${all.length - alive.length} of ${all.length} killed (95 % interval ${low} to ${high} %)`);
  for (const one of alive) console.log(`  ${say(one)}`);
  if (values.record) {
    mkdirSync(join(__dirname, "recorded"), { recursive: true });
    writeFileSync(join(__dirname, "recorded", `${room}.csv`), table(all));
  }
  return room === "named" && alive.length > 0 ? 1 : 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
