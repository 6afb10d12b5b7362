"""Writes the pixels of skimage.data.astronaut, uint8 512×512×3, row by row, to the file named by the argument."""
import os
import sys

import skimage

aside = f"{sys.argv[1]}.{os.getpid()}.tmp"
skimage.data.astronaut().tofile(aside)
os.replace(aside, sys.argv[1])
