"""Compiles Typst documents: python compileTypst.py JOB.json, where the job names root, main, fonts (a folder), and per
document its sys.inputs and output. System fonts are left aside, the date is the document's own, nothing is fetched.
Writes the list of problems, errors and warnings alike, each with its place, as JSON to the job's "problems"."""
import json
import os
import sys

import typst


def describe(problem):
    place = getattr(problem, "diagnostic", "") or problem.message
    return place.strip() + "".join("\n  hint: " + hint for hint in problem.hints)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[job["fonts"]])
    # A package would be looked for in a folder that is not there, and not on the network.
    nowhere = os.path.join(job["root"], "no-packages")
    problems = []
    for document in job["documents"]:
        try:
            pdf, warnings = typst.compile_with_warnings(
                job["main"], root=job["root"], font_paths=fonts, sys_inputs=document["inputs"], format="pdf",
                pdf_standards=["ua-1"], package_path=nowhere, package_cache_path=nowhere, timestamp=0)
        except typst.TypstError as error:
            problems.append(describe(error))
            continue
        problems.extend("warning: " + describe(warning) for warning in warnings)
        with open(document["output"], "wb") as file:
            file.write(pdf)
    with open(job["problems"], "w", encoding="utf-8") as file:
        json.dump(problems, file)


main()
