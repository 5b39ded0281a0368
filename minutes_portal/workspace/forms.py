"""What an officer sends from the workspace: the text or a file, and what was chosen on the page."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.models import TextDraft
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import Reading, read_text, read_upload

LONGEST_NAME = 250


@dataclass(frozen=True)
class Text:
    """A text of the workspace with everything that goes with it."""

    text: str
    based_on: str = ""
    choices: Choices = field(default_factory=Choices)
    source_name: str = ""
    reason: str = ""
    upload: UploadedFile | None = None
    draft: TextDraft | None = None
    have: dict[str, str] = field(default_factory=dict)  # marks of the items that the page shows already
    can_begin: bool = False  # the sheet is empty, but there are headings to begin with

    @classmethod
    def sent(cls, request: HttpRequest) -> Self:
        """Read what a page of the workspace sent; line ends as browsers send them become plain ones."""
        posted = request.POST
        return cls(
            text=posted.get("text", "").replace("\r\n", "\n").replace("\r", "\n"),
            based_on=posted.get("based_on", ""),
            choices=Choices.from_post(_with_added(posted)),
            source_name=posted.get("source_name", "")[:LONGEST_NAME],
            reason=posted.get("reason", "").strip(),
            have=_marks(posted.get("have", "")),
            upload=request.FILES.get("file") or None,
        )

    @classmethod
    def kept(cls, draft: TextDraft) -> Self:
        """Return what was kept of an officer's work."""
        choices = Choices.from_json(draft.choices)
        return cls(draft.text, draft.based_on, choices, draft.source_name, draft=draft)

    def read(self, place: Place) -> Reading:
        """Read the file if one was sent, or else the text. Raises ValidationError for a file that cannot be read."""
        if self.upload is not None:
            return read_upload(self.upload.read(), self.upload.name or "", place)
        return read_text(self.text, place)

    def as_read(self, reading: Any) -> Self:
        """Return this with the text of the file that was read, if one was; its choices belong to the text before."""
        if self.upload is None:
            return self
        name = (self.upload.name or "")[:LONGEST_NAME]
        return replace(self, text=reading.text, choices=Choices(), source_name=name, upload=None)


def _marks(said: str) -> dict[str, str]:
    try:
        marks = json.loads(said or "{}")
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def _with_added(posted: Any) -> Any:
    """Take what was picked from a list (`also`) for confirmed, like what was ticked."""
    said = posted.copy()
    for key in filter(None, posted.getlist("also")):
        said.appendlist("confirm", key)
    return said
