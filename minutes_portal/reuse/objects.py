"""A list as JSON: what was asked and under which licence it is given, then all rows, sent as they are read."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from minutes_portal.reuse.asking import Question
from minutes_portal.reuse.columns import values_of


def objects(question: Question, page: str, site: str) -> Iterator[str]:
    """Yield a JSON object of `meta` and `rows`. page: the address of the page that shows the same."""
    columns = question.kind.columns
    meta = {
        "asked": question.said,
        "page": page,
        "count": question.count(),
        "notices": question.notices,
        "licence": settings.LICENCE,
        "columns": [column.name for column in columns],
    }
    yield f'{{"meta": {_written(meta)},\n"rows": ['
    before = "\n"
    for rows in question.parts():
        names = [column.name for column in columns]
        yield before + ",\n".join(
            _written(dict(zip(names, values_of(columns, row, site), strict=True))) for row in rows
        )
        before = ",\n"
    yield "\n]}\n"


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
