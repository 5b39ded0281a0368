"""Papers that officers upload: known by their content, looked through for hidden matter, read for searching.

What looks into a file (`worker` and all that it imports) knows no Django and no database: it runs as a process of its
own, which can be stopped (docs/decisions/0011-papers.md).
"""
