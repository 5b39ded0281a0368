"""The record on paper: one plain structure made from the published rows, printed as a page, a PDF and a Word file.

`record.py` makes the structure (`paper.py`), the template `meetings/_record.html` prints it, `word_file.py` writes it as
Word, and `pdf_file.py` has a process of its own make the printed page into a tagged PDF. `files.py` keeps what was made.
"""
