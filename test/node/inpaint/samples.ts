// Drawn pictures in every format that the command is tested with, and the command run in process with its words caught.
import { join } from "node:path";
import sharp from "sharp";
import { randomStream } from "../../../src/random";
import { runInpaint } from "../../../src/node/inpaint/runInpaint";
import type { ByteSink } from "../../../src/node/inpaint/streams";

export interface Sample {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly bits: 8 | 16;
  /** The values as they were drawn. */
  readonly values: Uint8Array | Uint16Array;
}

/** A smooth picture with a little noise; alpha, where there is one, is nowhere 0. */
export function drawSample(width: number, height: number, channels: 1 | 2 | 3 | 4, bits: 8 | 16 = 8, seed = 1): Sample {
  const random = randomStream(seed, "sample");
  const peak = 2 ** bits - 1;
  const size = width * height * channels;
  const values = bits === 8 ? new Uint8Array(size) : new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    const p = Math.floor(i / channels);
    const x = p % width;
    const y = Math.floor(p / width);
    const c = i % channels;
    const alpha = channels % 2 === 0 && c === channels - 1;
    const level = alpha
      ? 0.6 + 0.4 * (x / width)
      : 0.5 + 0.35 * Math.sin(x / 7 + c) * Math.cos(y / 9) + 0.1 * random.uniform();
    values[i] = Math.round(peak * Math.min(1, level));
  }
  return { width, height, channels, bits, values };
}

/** The sample in sharp, in a colour space that keeps grey and 16 bit. */
export function inSharp({ width, height, channels, bits, values }: Sample): sharp.Sharp {
  const space = bits === 16 ? (channels < 3 ? "grey16" : "rgb16") : channels < 3 ? "b-w" : "srgb";
  return sharp(values, { raw: { width, height, channels } }).toColourspace(space);
}

/** The stored values of a file, no profile applied: grey pictures as RGB in 8 bit. */
export async function storedValues(
  file: string,
  bits: 8 | 16 = 8,
  failOn: sharp.FailOnOptions = "warning",
): Promise<{ values: ArrayLike<number>; channels: number; width: number; height: number }> {
  const { space = "" } = await sharp(file).metadata();
  const kept = bits === 16 ? (space === "grey16" ? "grey16" : "rgb16") : "srgb";
  const { data, info } = await sharp(file, { ignoreIcc: true, failOn })
    .toColourspace(kept)
    .raw({ depth: bits === 16 ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const values = bits === 8 ? data : new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  return { values, channels: info.channels, width: info.width, height: info.height };
}

export interface Heard {
  readonly code: number;
  /** Lines on the output. */
  readonly said: string[];
  /** Lines beside it. */
  readonly warned: string[];
  readonly opened: string[];
}

/** Runs the command with these words. `output`: where -o - writes to. */
export async function run(
  args: readonly string[],
  recordedRuns: string = join(__dirname, "none"),
  output?: ByteSink,
): Promise<Heard> {
  const said: string[] = [];
  const warned: string[] = [];
  const opened: string[] = [];
  const code = await runInpaint(args, {
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
    open: (path) => void opened.push(path),
    recordedRuns,
    ...(output && { output }),
  });
  return { code, said, warned, opened };
}
