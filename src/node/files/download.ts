// One large file over HTTP: written to NAME.part, continued from there by a range request after an interruption (RFC 9110,
// section 14), tried several times, checked by size and hash, and only then given its name. A host that cannot be reached is
// found out in seconds; Ctrl-C at any moment leaves the part for the next run.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import { checkRegularFile, pathKind } from "./regularFile";
import { errorCode, writeError } from "./safeWrite";

/** False where LAB_NO_DOWNLOAD is set, as tests do: only what is on this machine counts. */
export function downloadsAllowed(): boolean {
  return !process.env.LAB_NO_DOWNLOAD;
}

export interface DownloadOptions {
  readonly url: string;
  readonly path: string;
  /** Exact size. */
  readonly bytes: number;
  /** Hexadecimal; at least one of the two sums is given. */
  readonly md5?: string;
  readonly sha256?: string;
  /** Bytes so far, of `bytes`. */
  readonly onProgress?: (received: number, bytes: number) => void;
  /** Default 4. */
  readonly tries?: number;
  /** Wait for the first answer, in seconds; default 6. */
  readonly answerSeconds?: number;
  /** Wait between two pieces of data, in seconds; default 20. */
  readonly patienceSeconds?: number;
  /** Wait before the second try, in seconds, twice and three times that before the next ones; default 1. */
  readonly pauseSeconds?: number;
}

/** The file cannot be had from here: no network, a closed one, or a host that does not give it out. */
export class UnreachableError extends Error {
  /** The same in a few words, for the middle of a sentence. */
  readonly reason: string;
  constructor(message: string, reason: string) {
    super(message);
    this.reason = reason;
  }
}

/** What trying again does not mend. */
class WrongFileError extends Error {}

/**
 * Fetches the file. Throws UnreachableError within seconds where nothing can be had; else, after several tries, one sentence
 * (broken off, another content, no room, no permission). What was received stays in NAME.part and is used by the next call.
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { url, path, bytes, tries = 4, pauseSeconds = 1 } = options;
  const part = `${path}.part`;
  const state = { received: 0, resumed: false };
  try {
    await mkdir(dirname(path), { recursive: true });
    if (pathKind(part) !== null) checkRegularFile(part, { what: "the part of a download", wayOut: "Move it away." });
    for (let attempt = 1; ; attempt++) {
      try {
        await fetchRest(options, part, state);
        if (await isSound(options, part)) break;
        await rm(part, { force: true });
        if (!state.resumed) throw wrongFile(options, "other bytes");
        state.resumed = false; // the part was of another file: once more from the start
      } catch (error) {
        const hopeless = state.received === 0 && error instanceof UnreachableError && attempt >= 2;
        if (hopeless || error instanceof WrongFileError || isFileSystemError(error)) throw error;
        if (attempt >= tries) {
          if (state.received === 0) throw unreachable(url, error as Error);
          throw new Error(
            `Expected ${bytes} bytes from ${url}, but the download broke off ${tries} times ` +
              `(${(error as Error).message}). Run the command again: it goes on where it stopped.`,
          );
        }
        await wait(1000 * pauseSeconds * attempt);
      }
    }
    await rename(part, path);
  } catch (error) {
    throw writeError(error, path);
  }
}

interface DownloadState {
  /** Bytes that came during this call. */
  received: number;
  /** Does the part begin with bytes of an earlier connection? */
  resumed: boolean;
}

/** Appends what is missing to the part. */
async function fetchRest(options: DownloadOptions, part: string, state: DownloadState): Promise<void> {
  const { url, bytes, onProgress, answerSeconds = 6, patienceSeconds = 20 } = options;
  let have = existsSync(part) ? statSync(part).size : 0;
  if (have > bytes || (have === bytes && !(await isSound(options, part)))) {
    await rm(part, { force: true });
    have = 0;
  }
  if (have === bytes) return;
  const stop = new AbortController();
  const stopAfter = (seconds: number): NodeJS.Timeout =>
    setTimeout(() => stop.abort(new Error(`nothing came for ${seconds} seconds`)), seconds * 1000);
  let timer = stopAfter(answerSeconds);
  try {
    const response = await fetch(url, {
      signal: stop.signal,
      headers: { "accept-encoding": "identity", ...(have > 0 ? { range: `bytes=${have}-` } : {}) },
    }).catch((error: Error) => {
      throw unreachable(url, error);
    });
    if (response.status === 416) await rm(part, { force: true });
    const start = firstByte(response, options);
    if (start !== 0 && start !== have) throw new Error(`the server went on at byte ${start} instead of ${have}`);
    state.resumed = start > 0;
    onProgress?.(start, bytes);
    let size = start;
    const body = Readable.fromWeb(response.body as ReadableStream).on("data", (chunk: Uint8Array) => {
      clearTimeout(timer);
      timer = stopAfter(patienceSeconds);
      size += chunk.length;
      state.received += chunk.length;
      if (size > bytes) stop.abort(wrongFile(options, "more"));
      else onProgress?.(size, bytes);
    });
    await pipeline(body, createWriteStream(part, { flags: start > 0 ? "a" : "w" }));
    if (size < bytes) throw new Error(`${size} bytes are here so far`);
  } finally {
    clearTimeout(timer);
    stop.abort(); // lets go of a connection whose answer was not read
  }
}

/** Where the answer's bytes belong: 0, or the start of the range that was asked for. Throws unless it carries the file. */
function firstByte(response: Response, options: DownloadOptions): number {
  const { status, headers, body } = response;
  if (status === 416) throw new Error("the server knows no such range");
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    throw unreachable(options.url, new Error(`it answers with status ${status}`));
  }
  if (!response.ok || body === null) throw new Error(`the server answers with status ${status}`);
  if ((headers.get("content-type") ?? "").startsWith("text/html")) {
    throw unreachable(options.url, new Error("it answers with a web page instead of the file"));
  }
  const range = status === 206 ? /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") : null;
  if (status === 206 && range === null) throw new Error("the server answers with a range that it does not name");
  const total = range === null ? headers.get("content-length") : range[2];
  if (total !== null && total !== "*" && Number(total) !== options.bytes) throw wrongFile(options, `${total} bytes`);
  return range === null ? 0 : Number(range[1]);
}

function unreachable(url: string, error: Error): UnreachableError {
  if (error instanceof UnreachableError) return error;
  const cause = error.cause as (Error & { code?: string }) | undefined;
  const reason = `${new URL(url).host} cannot be reached: ${cause?.message || cause?.code || error.message}`;
  return new UnreachableError(
    `Expected a file from the internet, but ${reason}. Connect to the internet and run the command again.`,
    reason,
  );
}

function wrongFile({ url, bytes, md5, sha256, path }: DownloadOptions, received: string): WrongFileError {
  const sum = sha256 === undefined ? `MD5 ${md5}` : `SHA-256 ${sha256}`;
  return new WrongFileError(
    `Expected ${bytes} bytes with ${sum} from ${url}, but received ${received}. ` +
      `Run the command again, or fetch the file by hand into ${dirname(path)}.`,
  );
}

function isFileSystemError(error: unknown): boolean {
  return /^E(NOSPC|DQUOT|ACCES|PERM|ROFS|ISDIR|IO|MFILE)$/.test(errorCode(error) ?? "");
}

/** Has the file the size and the sums asked for? */
async function isSound({ bytes, md5, sha256 }: DownloadOptions, path: string): Promise<boolean> {
  if (statSync(path).size !== bytes) return false;
  const wanted = Object.entries({ md5, sha256 }).filter(([, sum]) => sum !== undefined);
  const hashes = wanted.map(([algorithm]) => createHash(algorithm));
  for await (const chunk of createReadStream(path)) for (const hash of hashes) hash.update(chunk as Buffer);
  return hashes.every((hash, i) => hash.digest("hex") === wanted[i][1]);
}
