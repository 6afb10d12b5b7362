// The classical methods, which learn nothing and take any size, as inpainting methods. They also take bytes and give bytes.
import { classicalMethods, type ClassicalMethod } from "../classical";
import type { InpaintingMethod } from "./inpaintingMethod";

/** The method of this name in the table of classical methods. Throws with the list where there is none. */
export function classicalMethod(name: string): InpaintingMethod & ClassicalMethod {
  if (!Object.hasOwn(classicalMethods, name)) {
    const names = Object.keys(classicalMethods).join(", ");
    throw new Error(`Expected the name of a classical method, but received "${name}". Use one of ${names}.`);
  }
  return { name, ...classicalMethods[name], sizes: { kind: "any" }, parameters: 0 };
}
