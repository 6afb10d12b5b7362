// One large file over HTTPS: written to NAME.part, continued from there by a range request after an interruption, tried
// several times, checked by size and MD5, and only then given its name.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { writeError } from "./safeWrite";

export interface DownloadOptions {
  readonly url: string;
  readonly path: string;
  /** Exact size. */
  readonly bytes: number;
  readonly md5: string;
  /** Bytes so far, of `bytes`. */
  readonly onProgress?: (received: number, bytes: number) => void;
  /** Default 4. */
  readonly tries?: number;
  /** Wait for the first answer and between two pieces of data, in seconds; default 15. */
  readonly patienceSeconds?: number;
}

/** The host does not answer at all: there is no network, or it is closed. */
export class UnreachableError extends Error {}

/** Fetches the file. Throws UnreachableError at once where the host cannot be reached; an interrupted download goes on later. */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { url, path, bytes, tries = 4 } = options, part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    for (let attempt = 1; ; attempt++) {
      try {
        await fetchRest(options, part);
        break;
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (error instanceof UnreachableError || code !== undefined && /^E(NOSPC|ACCES|PERM|ROFS|DQUOT)$/.test(code)) throw error;
        if (attempt >= tries) throw new Error(`Expected ${bytes} bytes from ${url}, but the download broke off ${tries} times ` +
          `(${(error as Error).message}). Run the command again: it goes on where it stopped.`);
        await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      }
    }
    if (statSync(part).size !== bytes || (await md5Of(part)) !== options.md5) {
      await rm(part, { force: true });
      throw new Error(`Expected ${bytes} bytes with MD5 ${options.md5} from ${url}, but received something else. ` +
        `Run the command again, or fetch the file by hand into ${dirname(path)}.`);
    }
    await rename(part, path);
  } catch (error) {
    throw writeError(error, path);
  }
}

async function fetchRest({ url, bytes, onProgress, patienceSeconds = 15 }: DownloadOptions, part: string): Promise<void> {
  let have = existsSync(part) ? statSync(part).size : 0;
  if (have === bytes) return;
  if (have > bytes) {
    await rm(part, { force: true });
    have = 0;
  }
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), patienceSeconds * 1000);
  const response = await fetch(url, { signal: stop.signal, headers: have > 0 ? { range: `bytes=${have}-` } : {} })
    .catch((error: Error) => {
      clearTimeout(timer);
      throw new UnreachableError(`Expected an answer from ${new URL(url).host}, but it cannot be reached ` +
        `(${(error.cause as Error | undefined)?.message ?? error.message}). Connect to the internet and run the command again.`);
    });
  try {
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const append = response.status === 206;
    let received = append ? have : 0;
    const watched = Readable.fromWeb(response.body as ReadableStream).on("data", (chunk: Uint8Array) => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), patienceSeconds * 1000);
      received += chunk.length;
      onProgress?.(received, bytes);
    });
    await pipeline(watched, createWriteStream(part, { flags: append ? "a" : "w" }));
    if (received < bytes) throw new Error(`only ${received} bytes came`);
  } finally {
    clearTimeout(timer);
  }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
