"""Lets PyTorch's wheel load without its GPU packages: python standIns.py, in the environment where torch is installed.

On Linux x64 the wheel's libraries name CUDA's (cuBLAS, cuDNN, NCCL and others) as needed, which weigh 1.9 GB packed and
which a processor never calls. Here each one that the loader does not find becomes an empty library of that name beside
them. Their functions do not exist, so torch must be imported as contenders/importTorch.py does. Needs a C compiler; does
nothing where nothing is missing (macOS, or the GPU packages are there).
"""
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile

site = sysconfig.get_paths()["purelib"]
libraries = os.path.join(site, "torch", "lib")
# A variable, and so looked up at once, with the version name under which it is asked for.
contents = {"libnvshmem_host.so.3": ("int nvshmem_selected_device_transport;\n", "NVSHMEM")}


def missing_libraries():
    """What libtorch_python.so, with all that it loads, does not find."""
    listing = subprocess.run(["ldd", os.path.join(libraries, "libtorch_python.so")], capture_output=True, text=True, check=False)
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing.stdout, re.MULTILINE)))


def make(compiler, name):
    """An empty library of this name beside PyTorch's own."""
    code, version = contents.get(name, ("", None))
    with tempfile.TemporaryDirectory() as folder:
        source, names = os.path.join(folder, "empty.c"), os.path.join(folder, "names.map")
        with open(source, "w", encoding="utf8") as file:
            file.write(code)
        arguments = [compiler, "-shared", "-fPIC", source, f"-Wl,-soname,{name}", "-o", os.path.join(libraries, name)]
        if version:
            with open(names, "w", encoding="utf8") as file:
                file.write(f"{version} {{ global: *; }};\n")
            arguments.append(f"-Wl,--version-script={names}")
        subprocess.run(arguments, check=True)


if sys.platform != "linux":
    sys.exit(0)
wanted = missing_libraries()
found = os.environ.get("CC") or next(filter(shutil.which, ["cc", "gcc", "clang"]), None)
if wanted and not found:
    sys.exit("Expected a C compiler to stand in for PyTorch's GPU libraries, but found none on the PATH. "
             "Install one (Debian and Ubuntu: apt install g++) and run the same command again.")
for library in wanted:
    make(found, library)
print(f"{len(wanted)} stand-ins: {', '.join(wanted) or 'none needed'}")
