// The photographs of BSDS500 that trainings hold out, whole, for studies. The test photographs are not looked at.
import { splitPictures, type WholePhotographs } from "../../datasets/photographs";
import { bsds500TrainingPhotographs } from "../files/bsds500";
import { fetchBsds500 } from "../files/bsds500Place";
import { fingerprintOf } from "./openPhotographs";
import { decodePictureFile } from "./pictureFile";

/**
 * 30 of the 300. Trainings split those that can be decoded: of a set with damaged photographs they may hold out others. Throws a
 * sentence where BSDS500_IMAGES names nothing usable, and where one of the 30 is damaged.
 */
export async function openWholePhotographs(
  named: string | undefined = process.env.BSDS500_IMAGES,
): Promise<WholePhotographs> {
  const files = await bsds500TrainingPhotographs(named, fetchBsds500);
  const decoded = [];
  for (const position of splitPictures(files.length).heldOut) {
    const file = files[position];
    decoded.push({ name: file.name, ...(await decodePictureFile(file, null)) });
  }
  return { title: "BSDS500", fingerprint: fingerprintOf(decoded), images: decoded.map(({ picture }) => picture) };
}
