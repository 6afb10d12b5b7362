// Pictures from standard input and to standard output, both typed as -.
import type { Metadata } from "sharp";
import { aPicture, readRegularFile } from "../files/regularFile";
import { errorCode } from "../files/safeWrite";
import type { OutputFormat } from "./writePicture";

/** Whether this word stands for standard input or output. A file of that name is typed ./- */
export function isStream(path: string): boolean {
  return path === "-";
}

/** Whether these words, right or wrong, send a picture to standard output: nothing else may be printed there then. */
export function wantsStandardOutput(args: readonly string[]): boolean {
  return args.some((word, i) => isStream(word) && /^(-o|--output)$/.test(args[i - 1])) || args.includes("--output=-");
}

/** What sentences call a picture that was typed so. */
export function inputName(path: string): string {
  return isStream(path) ? "standard input" : path;
}

/** A sentence that may begin with the name of a stream, with a capital. */
export function asSentence(text: string): string {
  return text.replace(/^standard /, "Standard ");
}

/** All bytes of a picture's file, or of standard input. Throws a sentence. */
export async function readPicture(path: string): Promise<Buffer> {
  return isStream(path) ? readStandardInput() : readRegularFile(path, aPicture);
}

/** What a stream held: it can be read only once, and a mask may serve many pictures. */
const held = new WeakMap<object, Promise<Buffer>>();

function readStandardInput(): Promise<Buffer> {
  const { stdin } = process;
  const bytes = held.get(stdin) ?? readAll(stdin);
  held.set(stdin, bytes);
  return bytes;
}

/** As much as a file may have. */
const mostBytes = 2 ** 31;

async function readAll(stdin: typeof process.stdin): Promise<Buffer> {
  if (stdin.isTTY) {
    throw new Error(
      "Expected a picture on standard input, but it is a terminal. Pipe one in: inpaint - [options] < photo.jpg.",
    );
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stdin) {
    parts.push(Buffer.from(part));
    bytes += part.length;
    if (bytes > mostBytes)
      throw new Error("Expected at most 2 GiB on standard input, but received more. Send one picture.");
  }
  if (bytes > 0) return Buffer.concat(parts);
  throw new Error("Expected a picture on standard input, but received nothing. Check the command before the pipe.");
}

/** The format in which a picture goes to standard output where none is told: its own, and PNG for GIF. */
export function streamFormat({ format }: Pick<Metadata, "format">): OutputFormat {
  if (format === "heif") return "avif";
  return format === "jpeg" || format === "webp" || format === "tiff" ? format : "png";
}

/** Where bytes for standard output go. */
export interface ByteSink {
  readonly isTTY?: boolean;
  write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown;
  once(event: "error", listener: (error: Error) => void): unknown;
}

/** Writes all bytes to standard output. Rejects with a sentence where the program behind the pipe has ended. */
export async function writeStandardOutput(bytes: Uint8Array, sink: ByteSink = process.stdout): Promise<void> {
  await new Promise<void>((done, fail) => {
    const refuse = (error: Error): void =>
      fail(
        new Error(
          `Expected standard output to take the picture, but received ${errorCode(error) ?? error.message}. ` +
            `Check what stands behind the command.`,
        ),
      );
    sink.once("error", refuse);
    sink.write(bytes, (error) => (error ? refuse(error) : done()));
  });
}
