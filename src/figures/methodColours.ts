// One colour per method in every chart: whoever has learned that vermilion is the harmonic fill finds it again in the next figure.
// Seven colours are the palette's; the others are from Tol's muted scheme, the brown from his dark one
// (personal.sron.nl/~pault, 2021).
import { colours, palette } from "./style";

const [blue, vermilion, green, pink, sky, orange, black] = palette;
const [indigo, teal, olive, wine, forest, purple] = ["#332288", "#44AA99", "#999933", "#882255", "#117733", "#AA4499"];
const [sand, rose, brown] = ["#DDCC77", "#CC6677", "#663333"];

/** Every name under which charts show a method, in lower case. */
const colourOfName: { readonly [name: string]: string } = {
  mean: blue,
  "mean colour": blue,
  "mean of the known": blue,
  harmonic: vermilion,
  "harmonic fill": vermilion,
  telea: green,
  "navier-stokes": pink,
  biharmonic: sky,
  exemplar: orange,
  "exemplar-based": orange,
  "nearest image": sand,
  network: black,
  "the network": black,
  "report's network": black,
  "article's u-net for squares": indigo,
  "article's u-net for lines": teal,
  "article's partial u-net": olive,
  "context encoder": rose,
  "context encoder for blocks": brown,
  "residual inpainter": wine,
  "partial u-net": forest,
  "plain u-net": purple,
  grey: colours.reference,
};

/** The colour of a method by its title or short name, of which the part up to the first comma counts; undefined for other names. */
export function methodColour(name: string): string | undefined {
  return colourOfName[name.split(",")[0].trim().toLowerCase()];
}
