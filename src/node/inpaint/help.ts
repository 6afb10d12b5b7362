// What `inpaint --help` prints.
import { defaultMegapixels, defaultMethod, defaultTolerance } from "./options";

/** The whole text; `methods`: name and title of each. */
export function helpText(methods: readonly { readonly name: string; readonly title: string }[]): string {
  const width = Math.max(...methods.map(({ name }) => name.length)) + 2;
  return `inpaint PICTURE… --mask MASK -o OUT [options]

Fills the holes of a picture. Everything outside the hole stays as it is: bit by bit where the formats are lossless.

  PICTURE             JPEG, PNG, WebP, TIFF, GIF, AVIF; several, or a folder: then OUT is a folder and names are kept
  -o, --output OUT    .png .jpg .webp .tif .avif; never overwritten without --force
  --mask FILE         white = hole, black = known; a pixel is hole from half of white up, so of a soft, antialiased edge the
                      brighter half (add --grow 1 or 2); transparent parts of the mask count as white
  --mask FOLDER       masks by name: for a.jpg the file a.png, a-mask.png or a_mask.png, or another format; in the folder of
                      the pictures a-mask and a_mask only
  --mask x,y,w,h      a rectangle in pixels, from 0,0 at the top left of the upright picture
  --mask '#ff00ff'    every pixel of this colour; --tolerance N: red, green and blue may each differ by N
                      (default ${defaultTolerance})
  --mask alpha        every pixel that is not fully opaque; it becomes opaque
  --grow N            makes the hole N pixels wider all around
  --resize-mask       stretches a mask file of another size (nearest pixel)
  --method NAME       default ${defaultMethod}: of the methods that need no training it came closest to photographs under text,
                      and to thin damage in general. Under damage wider than some ten pixels it overshoots: take
                      harmonic, which never leaves the range of colours around the hole. For an object to remove take
                      exemplar, which continues texture, and takes long
  --compare           writes a labelled sheet of all methods to OUT instead
  --open              opens what was written in the system's viewer
  --quiet             prints errors only         --json    prints the results as JSON
  --force             overwrites                 --help    prints this
  --limit-megapixels N  refuses larger pictures before decoding them (default ${defaultMegapixels})

Methods:
${methods.map(({ name, title }) => `  ${name.padEnd(width)}${title}`).join("\n")}
The networks named report-… know pictures of 32×32 pixels and refuse others.

The EXIF orientation is applied. ICC profile, EXIF, XMP, resolution, 16 bit, alpha and grey are kept as far as OUT's format
has them (TIFF: no EXIF block, of its own tags the description), and text from PNG to PNG and from JPEG to JPEG. Previews of the
picture as it was are emptied in EXIF, XMP and Photoshop's resources, and EXIF as text in a PNG is left out for them; what
makers of cameras keep in their own notes stays. The fill works on the stored values, in the picture's own profile. JPEG is
written anew at quality 95.
Exit code: 0 done; 1 a picture could not be filled; 2 the command line is wrong.

Examples:
  inpaint photo.jpg --mask mask.png -o filled.jpg
  inpaint scan.tif --mask '#ff00ff' --tolerance 40 --grow 2 -o clean.tif
  inpaint photo.jpg --mask 420,80,64,120 --method exemplar -o without.png --open
  inpaint sprite.png --mask alpha -o whole.png
  inpaint photos/ --mask masks/ -o filled/
  inpaint photo.jpg --mask mask.png --compare -o methods.png`;
}
