// What `inpaint --help` prints: the declared options, the methods that lie on this machine, and what happens to a file.
import { columns, helpText } from "../options/helpText.mjs";
import { inpaint } from "./declaration.mjs";

/** @param {readonly { readonly name: string, readonly title: string }[]} methods */
export function inpaintHelp(methods) {
  return `${helpText(inpaint, "inpaint")}

Methods:
${columns(methods.map(({ name, title }) => [name, title])).join("\n")}
The networks named report-… know pictures of 32×32 pixels and refuse others.

The EXIF orientation is applied. ICC profile, EXIF, XMP, resolution, 16 bit, alpha, grey and CMYK are kept as far as OUT's
format has them (TIFF: no EXIF block, of its own tags the description; CMYK: TIFF and JPEG only), and text from PNG to PNG and
from JPEG to JPEG. Previews of the picture as it was are emptied in EXIF, XMP and Photoshop's resources, and EXIF as text in a PNG
is left out for them; what makers of cameras keep in their own notes stays. Gain maps, depth maps, further pictures, videos and
sounds in the file are not written; a note names them. The fill works on the stored values, in the picture's own profile. JPEG
is written again at quality 95 unless --quality says otherwise. A PNG with a palette keeps one while its colours are at most 256.
Of a folder, what is passed over is named: pictures that are not read, folders within it, masks without a picture.
Exit code: 0 done; 1 a picture could not be filled, or with --strict something was passed over; 2 the command line is wrong.

Examples:
  inpaint photo.jpg --mask mask.png -o filled.jpg
  inpaint scan.tif --mask '#ff00ff' --tolerance 40 --grow 2 -o clean.tif
  inpaint slide.tif --mask infrared.tif --threshold 90 --invert --grow 1 -o clean.tif
  inpaint photo.jpg --mask 420,80,64,120 --method exemplar -o without.png --open
  inpaint photo.jpg --mask 420,80,64,120 --method exemplar --after poisson,grain -o without.png
  inpaint sprite.png --mask alpha -o whole.png
  inpaint photos/ --mask masks/ -o filled/
  inpaint photos/ --mask masks/ -o filled/ --skip-existing
  curl -s ADDRESS | inpaint - --mask 40,60,120,80 -o - --format png > filled.png
  inpaint photo.jpg --mask mask.png --compare -o methods.png`;
}
