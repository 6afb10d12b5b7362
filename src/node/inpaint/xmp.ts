// What XMP says of a picture that is no longer true once it is turned upright and filled: its orientation, and small previews of
// how it was (XMP specification, part 2, sections 8.4 and 8.6), and what the file carried beside it (xmpClaims.ts).
import { isPng, pngChunk, pngChunks } from "../files/pngChunks";
import { withoutClaims } from "./xmpClaims";

const xmpKeyword = "XML:com.adobe.xmp";
const orientation = /(\btiff:Orientation\s*(?:=\s*["']|>\s*))[2-8]/g;
const previews = /(<x[am]pGImg:image>)[^<]*(?=<)/g;
const previewAttributes = /(\bx[am]pGImg:image\s*=\s*)(?:"[^"]*"|'[^']*')/g;

/** The packet without them; null where there is none, or one in another encoding than UTF-8. `xmp`: as sharp hands it out. */
export function cleanXmp(file: Buffer, xmp: Buffer | undefined): string | null {
  const packet = xmp ?? pngXmp(file);
  const text = packet?.toString("utf8") ?? "";
  if (packet === undefined || text === "" || !Buffer.from(text).equals(packet)) return null;
  return withoutClaims(text)
    .replace(orientation, (_, start: string) => `${start}1`)
    .replace(previews, "$1")
    .replace(previewAttributes, '$1""');
}

/** The packet of a PNG that stands where libvips does not look, behind the pixels. */
function pngXmp(file: Buffer): Buffer | undefined {
  const chunk = isPng(file) ? pngChunks(file).find(({ type, bytes }) => type === "iTXt" && isXmp(bytes)) : undefined;
  if (chunk === undefined || chunk.bytes[8 + xmpKeyword.length + 1] !== 0) return undefined; // compressed
  const language = 8 + xmpKeyword.length + 3;
  const translated = chunk.bytes.indexOf(0, language) + 1;
  return chunk.bytes.subarray(chunk.bytes.indexOf(0, translated) + 1, -4);
}

/** Whether a text chunk holds XMP. */
export const isXmp = (bytes: Buffer): boolean =>
  bytes.toString("latin1", 8, 8 + xmpKeyword.length + 1) === `${xmpKeyword}\0`;

/** XMP as PNG holds it (XMP specification, part 3, section 1.1.5): an iTXt chunk, not compressed. */
export function xmpChunk(xmp: string): Buffer {
  return pngChunk("iTXt", Buffer.from(`${xmpKeyword}\0\0\0\0\0${xmp}`));
}
