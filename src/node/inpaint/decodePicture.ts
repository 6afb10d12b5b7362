// From an opened file to its values. What cannot be given back unchanged (Lab, float, five channels) is refused, and so is a file
// of which a part is missing, unless it is wanted all the same.
import type { FailOnOptions, Metadata } from "sharp";
import { isJpeg } from "../files/jpegSegments";
import { isAnimatedPng } from "../files/pngChunks";
import { isTiff, tiffTag } from "../files/tiffTags";
import { inksAsRgb } from "./cmyk";
import { companionsNote } from "./companions";
import { isLossless } from "./lossless";
import { damagedTiff, type OpenedPicture, type Picture } from "./picture";

const extraSamples = 338;

export interface DecodeOptions {
  /** What a damaged file still gives is taken. Default: false. */
  readonly acceptDamaged?: boolean;
}

interface Decoded {
  readonly data: Buffer;
  readonly info: { readonly channels: number };
}

/**
 * Decodes an opened picture. Throws a sentence for a damaged file, and for what is neither grey nor RGB nor CMYK of 8 or 16 bit.
 */
export async function decodePicture(
  opened: OpenedPicture,
  { acceptDamaged = false }: DecodeOptions = {},
): Promise<Picture> {
  const { path, file, metadata, width, height } = opened;
  const bits = bitsOf(path, metadata);
  const colours = metadata.space === "cmyk" ? 4 : ["b-w", "grey16"].includes(metadata.space) ? 1 : 3;
  const further = metadata.channels - colours;
  const extra = further === 1 && metadata.format === "tiff" && !isTransparency(file);
  const alpha = further === 1 && !extra;
  if (further > 1 || (colours === 4 && further > 0)) {
    throw new Error(
      `Expected grey or RGB, with transparency or without, or CMYK at ${path}, but received ${metadata.channels} channels. ` +
        `Save it without the others.`,
    );
  }
  const { default: sharp } = await import("sharp");
  const space = colours === 4 ? "cmyk" : bits === 8 ? "srgb" : colours === 1 ? "grey16" : "rgb16";
  const decode = (failOn: FailOnOptions): Promise<Decoded> => {
    const upright = sharp(file, { ignoreIcc: true, limitInputPixels: false, failOn }).autoOrient();
    return (colours === 4 ? upright.pipelineColourspace("cmyk") : upright)
      .toColourspace(space)
      .raw({ depth: bits === 8 ? "uchar" : "ushort" })
      .toBuffer({ resolveWithObject: true });
  };
  const { decoded, failOn } = await decodeStrictly(opened, acceptDamaged, decode);
  const { data, info } = decoded;
  const all =
    bits === 8
      ? new Uint8Array(data.buffer, data.byteOffset, data.length)
      : new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  const values = takeChannels(all, info.channels, colours, alpha);
  if (values.length !== width * height * (colours + Number(alpha))) {
    throw new Error(
      `Expected a picture of ${width}×${height} at ${path}, but received other channels or another size. Save it as PNG first.`,
    );
  }
  const inks = { width, height, bits, values };
  return {
    path,
    file,
    metadata,
    width,
    height,
    colours,
    alpha,
    extra,
    bits,
    lossless: isLossless(metadata, file),
    values,
    failOn,
    ...(colours === 4 ? { rgb: await inksAsRgb(inks, metadata.icc) } : {}),
    notes: notesOf({ ...opened, alpha }, failOn),
  };
}

/** What depths and colour spaces are called that are not read. */
const otherDepths: { readonly [depth: string]: string } = {
  char: "signed values of 8 bit",
  short: "signed values of 16 bit",
  uint: "values of 32 bit",
  int: "signed values of 32 bit",
  float: "floating-point values",
  double: "floating-point values",
  complex: "complex values",
  dpcomplex: "complex values",
};

function bitsOf(path: string, { space, depth }: Metadata): 8 | 16 {
  if (depth === "uchar" && ["srgb", "rgb", "b-w", "cmyk"].includes(space)) return 8;
  if (depth === "ushort" && ["rgb16", "grey16", "cmyk"].includes(space)) return 16;
  const what = /^labs?$|^labq$/.test(space) ? "Lab colours" : (otherDepths[depth] ?? "channels of no known colours");
  throw new Error(
    `Expected a grey, RGB or CMYK picture of 8 or 16 bit at ${path}, but received ${what}. ` +
      `Convert it to RGB of 8 or 16 bit first.`,
  );
}

/** Whether the channel behind the colours of a TIFF is transparency: 1 and 2 are, 0 is anything (TIFF 6.0, section 18). */
function isTransparency(file: Buffer): boolean {
  const [kind = 0] = tiffTag(file, extraSamples)?.values ?? [];
  return kind === 1 || kind === 2;
}

/** libjpeg's warnings that pixels are missing or wrong; others, about the order of markers, leave the picture whole. */
const lostPixels = /premature end|bad Huffman|instead of RST|Corrupt JPEG data(?!.*extraneous)/;

/** libtiff's words for compression of which it reads nothing. */
const unknownCompression = /is not (?:configured|implemented)/;

/** The file decoded as strictly as it allows. Throws a sentence where pixels are missing that nobody said may be missing. */
async function decodeStrictly(
  { path, file }: OpenedPicture,
  acceptDamaged: boolean,
  decode: (failOn: FailOnOptions) => Promise<Decoded>,
): Promise<{ decoded: Decoded; failOn: FailOnOptions }> {
  const attempt = async (failOn: FailOnOptions): Promise<{ decoded: Decoded; failOn: FailOnOptions } | string> =>
    decode(failOn).then(
      (decoded) => ({ decoded, failOn }),
      (error: Error) => error.message,
    );
  let tried = isJpeg(file) ? await jpegAttempt(() => attempt("warning")) : await attempt("error");
  if (typeof tried === "string" && isJpeg(file) && !lostPixels.test(tried)) tried = await attempt("error");
  if (typeof tried !== "string") return tried;
  if (unknownCompression.test(tried)) throw damagedTiff(path, file);
  const rest = await attempt("none");
  if (typeof rest !== "string" && acceptDamaged) return rest;
  if (typeof rest === "string" && isTiff(file)) throw damagedTiff(path, file);
  throw new Error(
    `Expected a whole picture at ${path}, but received a damaged or cut off file. Copy or export it again` +
      (typeof rest === "string" ? "." : ", or add --accept-damaged to work on what can still be read of it."),
  );
}

/**
 * A JPEG decoded, or libjpeg's message. libvips has one text of errors for all threads: where other pictures are decoded at the same
 * time, this one's words may be gone from it, and it is tried again.
 */
async function jpegAttempt<Result>(attempt: () => Promise<Result | string>): Promise<Result | string> {
  let tried = await attempt();
  for (let again = 0; again < moreAttempts && typeof tried === "string" && !ofLibjpeg.test(tried); again++)
    tried = await attempt();
  return tried;
}

const ofLibjpeg = /VipsJpeg:/;
const moreAttempts = 12;

/** sharp hands grey pictures of 8 bit out as RGB, and a further channel as alpha. */
function takeChannels<Values extends Uint8Array | Uint16Array>(
  all: Values,
  have: number,
  colours: 1 | 3 | 4,
  alpha: boolean,
): Values {
  const want = colours + Number(alpha);
  if (have === want) return all;
  const pixels = all.length / have;
  const taken = all.slice(0, pixels * want) as Values;
  for (let p = 0; p < pixels; p++) {
    for (let c = 0; c < colours; c++) taken[p * want + c] = all[p * have + c];
    if (alpha) taken[p * want + colours] = all[p * have + have - 1];
  }
  return taken;
}

function notesOf({ path, file, metadata, alpha }: OpenedPicture & { alpha: boolean }, failOn: FailOnOptions): string[] {
  const notes: string[] = [];
  if (failOn === "none") {
    notes.push(`${path} is damaged: what could not be read of it is grey, black or displaced. Look at the result.`);
  }
  const { pages = 1, bitsPerSample = 8, space, format } = metadata;
  if (pages > 1) notes.push(`${path} has ${pages} frames or pages: only the first is filled and written.`);
  if (isAnimatedPng(file)) notes.push(`${path} is animated: only its first picture is filled and written.`);
  if (space === "b-w" && bitsPerSample < 8) {
    notes.push(
      `${path} has ${bitsPerSample} bit${bitsPerSample === 1 ? "" : "s"} per pixel: it is written with 8, so that the fill can have greys.`,
    );
  }
  if (alpha && format === "tiff" && tiffTag(file, extraSamples)?.values[0] === 1) {
    notes.push(`${path} has its colours multiplied by its transparency: they are written unmultiplied, rounded.`);
  }
  const companions = companionsNote(path, file, metadata);
  return companions === null ? notes : [...notes, companions];
}
