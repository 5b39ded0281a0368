"""How text and questions are made alike before the dictionary sees them: the same rule in Python and in SQL.

`folded` is for what a reader typed; the database folds what it indexes by `search_folded` (sql/words.sql). A test
holds the two together. The SQL uses nothing but built-in functions, so that a replica or a managed server needs no
extension and the public role no right of its own.
"""

import re
import unicodedata

# Letters that have no accent to lose.
LETTERS = str.maketrans("øØłŁđĐıħĦŧŦðÐ", "oOlLdDihHtTdD")
LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH"})
ACCENTS = re.compile("[\u0300-\u036f\u00ad]")  # and the hyphen that shows at the end of a line only
POSSESSIVE = re.compile(r"['‘’ʼ`]s(?![0-9a-z])")
APOSTROPHES = re.compile("['‘’ʼ`]")
# Everything between letters and digits, in ASCII, Latin-1 and the blocks of punctuation, signs and spaces.
BETWEEN = re.compile(
    "[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf×÷\u02b0-\u02ff\u2000-\u2bff\u3000-\u303f\ufe30-\uff0f]+"
)


def folded(text: str) -> str:
    """Return text as words of lower-case letters and digits with one space between: “Siân O’Neill’s re-use” gives
    `sian oneill re use`. NUL and lone surrogates, which the database cannot hold, become spaces.
    """
    text = re.sub("[\x00\ud800-\udfff]", " ", text)
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(LETTERS).translate(LIGATURES)
    lower = "".join(letter.lower() for letter in plain)  # letter by letter, as the database does it
    return BETWEEN.sub(" ", APOSTROPHES.sub("", POSSESSIVE.sub("", lower))).strip()


def squashed(text: str) -> str:
    """Return a reference as one word, however it was spaced: `CE09/10-28` gives `ce091028`."""
    return folded(text).replace(" ", "")
