// What holds after every run of inpaint, however random its command line and files: the checks that both generators share, and
// how they draw.
import assert from "node:assert/strict";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../../src/random";
import type { Heard } from "./samples";

/** An option of the command line: the words, drawn anew each time, and how often it stands there. */
export interface DrawnOption {
  readonly chance: number;
  readonly words: (random: Random) => readonly string[];
}

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[random.integer(0, values.length - 1)];
}

/** The words, or none. */
export function some(random: Random, chance: number, ...words: string[]): string[] {
  return random.uniform() < chance ? words : [];
}

/** Words of the options that the dice chose. */
export function drawOptions(random: Random, options: readonly DrawnOption[]): string[] {
  return options.flatMap(({ chance, words }) => (random.uniform() < chance ? words(random) : []));
}

/** Most files as they are; some cut off, some with wrong bytes, some empty. */
export function damaged(random: Random, file: Buffer): Buffer {
  const kind = random.uniform();
  if (kind < 0.75) return file;
  if (kind < 0.85) return file.subarray(0, random.integer(0, file.length));
  const bytes = Buffer.from(file);
  for (let n = random.integer(1, 30); n > 0; n--) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
  return bytes;
}

/** Every file and link below a folder, by its path from there; a link by where it leads. */
export function contents(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = entry.isSymbolicLink() ? Buffer.from(readlinkSync(path)) : readIfAllowed(path);
      return [path.slice(folder.length + 1), bytes];
    }),
  );
}

function readIfAllowed(path: string): Buffer {
  return (lstatSync(path).mode & 0o400) === 0 ? Buffer.alloc(0) : readFileSync(path);
}

/** Each line beside the output is one sentence, or a few; no trace and no loose end is among the lines. */
export function checkLines({ said, warned }: Heard): void {
  const lines = [...said, ...warned];
  const odd = lines.find((line) => /\n\s+at |node_modules|undefined|NaN|\[object/.test(line));
  assert.equal(odd, undefined, `a trace or loose end: ${odd}`);
  for (const line of warned) assert.ok(!line.includes("\n") && /^[A-Z/\d].*\.$/.test(line), `no sentence: ${line}`);
}

/** Nothing temporary lies there. */
export function checkNames(names: Iterable<string>): void {
  for (const name of names) assert.ok(!/\.tmp$/.test(name), `${name} was left`);
}
