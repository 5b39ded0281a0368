"""Office files are ZIP packages: opened here within limits, whoever made them.

`zipfile` never gives more of a member than the package declares, so what is declared is what is limited.
"""

import re
import zipfile
from collections import Counter
from typing import BinaryIO

from meetings.papers.refusing import RefusedPaper

MOST_MEMBERS = 5_000
MOST_BYTES = 400 * 2**20  # of all members together, unpacked
SMALL_BYTES = 8 * 2**20  # a member below this is never suspicious
MOST_TIMES_SMALLER = 250  # deflate reaches about 1,000; sheets of numbers reach 30
OOXML = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
}
ODF = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
MACROS = re.compile(r"(^|/)vba\w*\.bin$|^(basic|scripts)/.*\.(xml|xlb|py|js|bsh)$", re.IGNORECASE)
PROGRAM = re.compile(r"\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jar|msi|hta|lnk|sh)$", re.IGNORECASE)


def package_kind(file: BinaryIO, name: str) -> str:
    """Return the suffix (docx, odt …) of an Office package. Raises RefusedPaper for any other ZIP, one that is
    damaged, encrypted, holds macros or programs, or unpacks to more than a paper can need.
    """
    try:
        with zipfile.ZipFile(file) as package:
            _check_members(package, name)
            suffix = _suffix_of(package, name)
            _check_matter(package, name)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise RefusedPaper(
            f"“{name}” is damaged: it cannot be unpacked. Save it again and add that."
        ) from error
    return suffix


def read_member(package: zipfile.ZipFile, member: str, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a member, nothing where there is none. Raises ValueError if it is larger than `most`."""
    try:
        info = package.getinfo(member)
    except KeyError:
        return b""
    if info.file_size > most:
        raise ValueError(f"{member} is too large")
    return package.read(info)


def _check_members(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    swollen = [
        each
        for each in members
        if each.file_size > SMALL_BYTES and each.file_size > MOST_TIMES_SMALLER * max(each.compress_size, 1)
    ]
    if len(members) > MOST_MEMBERS or swollen or sum(each.file_size for each in members) > MOST_BYTES:
        raise RefusedPaper(
            f"“{name}” would unpack to far more than a paper holds. Save it again, or as a PDF, and add that."
        )
    if any(each.flag_bits & 0x1 for each in members):
        raise RefusedPaper(f"“{name}” is protected with a password. Add it without.")
    if max(Counter(each.filename for each in members).values(), default=0) > 1:
        raise ValueError("a member stands in it twice")


def _suffix_of(package: zipfile.ZipFile, name: str) -> str:
    types = read_member(package, "[Content_Types].xml", SMALL_BYTES).decode("utf-8", "replace")
    if "macroenabled" in types.lower():
        raise RefusedPaper(_macros(name))
    odf = ODF.get(read_member(package, "mimetype", 200).decode("ascii", "replace").strip())
    found = odf or next((suffix for words, suffix in OOXML.items() if words in types), None)
    if found is None:
        raise RefusedPaper(
            f"“{name}” is an archive (ZIP) or a template, which readers could not read as it is. "
            "Add the papers in it one by one."
        )
    return found


def _check_matter(package: zipfile.ZipFile, name: str) -> None:
    members = package.namelist()
    if any(MACROS.search(each) for each in members):
        raise RefusedPaper(_macros(name))
    if any(PROGRAM.search(each) for each in members):
        raise RefusedPaper(f"“{name}” has a program in it. Take it out, or save it as a PDF.")
    if b"encryption-data" in read_member(package, "META-INF/manifest.xml", SMALL_BYTES):
        raise RefusedPaper(f"“{name}” is protected with a password. Add it without.")


def _macros(name: str) -> str:
    return f"“{name}” has macros, which run on a reader’s machine. Save it without them, or as a PDF, and add that."
