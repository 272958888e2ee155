"""Make a small libicudata for wheels: ICU's data without what polyvocal never asks for.

Left out is what ICU knows of each language's words for dates, money, places and units, and how it
sorts: two thirds of the library. Kept are normalisation, breaks with their dictionaries,
transliteration, converters and time zones, so that a wheel answers as a build against the system's
ICU does.

    python tools/slim_icu.py build/icu      # prints the folder, for LD_LIBRARY_PATH
"""

import re
import subprocess
import sys
from pathlib import Path

from elftools.elf.elffile import ELFFile

DROPPED = re.compile(
    r"(coll|curr|lang|rbnf|region|unit|zone)/.*"  # what a locale calls things, and how it sorts
    r"|[a-z]{2,3}(_\w+)?\.res"  # the locales themselves; root.res stays
    r"|.*\.spp|unames\.icu"  # string preparation, names of characters
)


def run(*command: str | Path) -> str:
    """Run a program and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read_data(library: Path) -> tuple[str, str, bytes]:
    """Return the library's soname, the name of its data symbol, and the data."""
    with library.open("rb") as file:
        elf = ELFFile(file)
        tags = elf.get_section_by_name(".dynamic").iter_tags("DT_SONAME")
        soname = next(iter(tags)).soname
        symbols = elf.get_section_by_name(".dynsym").iter_symbols()
        symbol = next(s for s in symbols if re.fullmatch(r"icudt\d+_dat", s.name))
        section = elf.get_section(symbol["st_shndx"])
        start = symbol["st_value"] - section["sh_addr"]
        return soname, symbol.name, section.data()[start : start + symbol["st_size"]]


def main(folder: Path) -> None:
    """Write the small library into a folder, under the name the full one has."""
    folder.mkdir(parents=True, exist_ok=True)
    library = Path(run("cc", "-print-file-name=libicudata.so").strip()).resolve()
    soname, symbol, data = read_data(library)
    # icupkg takes the prefix of the items' names from the names of both files: icudt72l.dat
    name = f"{symbol.removesuffix('_dat')}l.dat"
    full = folder / "full" / name
    full.parent.mkdir(exist_ok=True)
    full.write_bytes(data)
    items = run("icupkg", "-l", full).split()
    dropped = folder / "dropped.txt"
    dropped.write_text("".join(f"{item}\n" for item in items if DROPPED.fullmatch(item)))
    small = folder / name
    run("icupkg", "-r", dropped, full, small)
    source = folder / "data.s"
    source.write_text(
        f".section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, %object\n"
        f'{symbol}: .incbin "{small}"\n.size {symbol}, . - {symbol}\n'
        '.section .note.GNU-stack,"",%progbits\n'
    )
    run("cc", "-shared", f"-Wl,-soname,{soname}", "-o", folder / soname, source)
    for scratch in (full, dropped, small, source):
        scratch.unlink()
    full.parent.rmdir()
    print(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
