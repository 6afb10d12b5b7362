// What XMP says of a picture that is no longer true once it is turned upright and filled: its orientation, and small previews of
// how it was (XMP specification, part 2, sections 8.4 and 8.6).
const orientation = /(\btiff:Orientation(?:="|='|>))[2-8]/g;
const previews = /(<xmpGImg:image>)[^<]*(?=<)|(\bxmpGImg:image=")[^"]*|(\bxmpGImg:image=')[^']*/g;

/** The packet without them; null where there is nothing to change. */
export function cleanXmp(xmp: Buffer | undefined): string | null {
  const text = xmp?.toString("utf8") ?? "";
  const cleaned = text.replace(orientation, (_, start: string) => `${start}1`).replace(previews, "$1$2$3");
  return cleaned === text ? null : cleaned;
}
