"""The page on which papers are added to a meeting or an item, several at once, and on which is told what they hold."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import HttpRequest

from meetings.acts import PARTS, document_slug
from meetings.admin.act_pages import ActPage
from meetings.admin.documents import reading_in_words
from meetings.admin.exempting import CHOICES, law_of
from meetings.admin.permitting import home_of, meeting_of, readers_have
from meetings.models import AgendaItem, Document, Meeting
from meetings.papers.keeping import check_file, describe_file, read_after_saving
from meetings.papers.wording import normalised
from minutes_portal.accounts.access import Access

ENDINGS = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.jpg,.jpeg,.png"


class ManyFiles(forms.FileInput):
    """A picker for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked: `clean` returns those that are taken and the sentences on those that are not."""

    widget = ManyFiles

    def clean(self, given: Any, initial: Any = None) -> Any:
        taken: list[tuple[Any, str] | None] = []
        refused: list[str] = []
        for file in given or [None]:
            checked = super().clean(file, initial)
            title = title_from(checked.name)
            try:
                check_file(checked)
            except ValidationError as error:
                refused += error.messages
                taken.append(None)
            else:
                taken.append((checked, title))
        if not any(taken):
            raise ValidationError(refused)
        return taken, refused


class PapersForm(forms.Form):
    """The files to add, and what holds for all of them."""

    files: Any = FilesField(
        label="Files",
        max_length=250,
        allow_empty_file=True,
        widget=ManyFiles(attrs={"accept": ENDINGS}),
        error_messages={"required": "Choose at least one file."},
    )
    kind = forms.ChoiceField(choices=Document.Kind.choices, required=False)
    exempt_under = forms.ChoiceField(choices=[("", "Public"), *CHOICES], label="Readers", required=False)


def title_from(name: str) -> str:
    """Return the title that the name of a file suggests: “home_care review.pdf” gives “home care review”."""
    stem = normalised(PurePath(name).stem.replace("_", " ").replace("\n", " "))
    return stem[:500] or "Paper"


class AddPapers(ActPage):
    """Adds papers to a meeting or an item, and shows those that are there with what was found in them."""

    name, label, template = "papers", "Papers…", "admin/meetings/papers.html"
    takes_files = True

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.added = False
        self.asked: forms.Form | None = None

    @classmethod
    def offered(cls, record: Any) -> bool:
        return not record.withdrawn_at

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        meeting = meeting_of(record) or record
        public = readers_have(meeting, Meeting.Stage.AGENDA)
        return Access.of(request.user).may_change(*home_of(record), public=public)

    @property
    def meeting(self) -> Meeting:
        return self.record if isinstance(self.record, Meeting) else self.record.meeting

    @property
    def item(self) -> AgendaItem | None:
        return self.record if isinstance(self.record, AgendaItem) else None

    @property
    def may_mark_exempt(self) -> bool:
        return Access.of(self.request.user).may_publish(*home_of(self.record))

    def title(self) -> str:
        return f"Papers: {self.record}"

    def initial(self) -> dict[str, Any]:
        return {"kind": Document.Kind.REPORT if self.item else Document.Kind.AGENDA}

    def form(self, given: Any = None) -> forms.Form:
        files = None if given is None else self.request.FILES
        form = PapersForm(given, files, initial=self.initial(), auto_id="papers_%s")
        if not self.may_mark_exempt:
            if given is not None and given.get("exempt_under"):
                raise PermissionDenied
            del form.fields["exempt_under"]
        self.asked = form
        return form

    def intro(self) -> list[str]:
        if not readers_have(self.meeting, Meeting.Stage.AGENDA):
            return []
        return ["The agenda is public: readers have a paper from the moment you add it, unless it is exempt."]

    def button(self) -> str:
        return "Add these papers"

    def context(self) -> dict[str, Any]:
        papers = self.record.documents.select_related("item").order_by("item__order", "order", "title")
        return {
            "papers": [
                (paper, self.admin.change_address(paper), reading_in_words(paper) if paper.file else "")
                for paper in papers
            ],
            "drop": self.for_dropping(self.asked),
        }

    def for_dropping(self, form: forms.Form | None = None) -> dict[str, Any]:
        """Return what the part of a page needs on which files are dropped, this one or the record’s own."""
        return {
            "form": form or self.form(),
            "address": self.admin.act_address(AddPapers, self.record),
            "most_megabytes": settings.DOCUMENT_MAX_BYTES // 2**20,
        }

    def perform(self, said: dict[str, Any]) -> str:
        files, refused = said["files"]
        titles = self.request.POST.getlist("title")
        named = (
            [normalised(title).replace("\n", " ")[:500] for title in titles]
            if len(titles) == len(files)
            else []
        )
        law = law_of([said["exempt_under"]]) if said.get("exempt_under") else None
        papers = [
            self._add(
                file, (named[place] if named else "") or title, said["kind"] or self.initial()["kind"], law
            )
            for place, (file, title) in ((place, each) for place, each in enumerate(files) if each)
        ]
        read_after_saving(papers)
        for sentence in refused:
            messages.error(self.request, f"Not added: {sentence}")
        self.added = True
        return f"{len(papers)} paper{'s' * (len(papers) != 1)} added."

    def _add(self, file: Any, title: str, kind: str, law: dict[str, Any] | None) -> Document:
        """Add one paper at the end; one that is exempt is so from the start."""
        paper = Document(meeting=self.meeting, item=self.item, title=title, kind=kind, file=file)
        if law:
            paper.exempt, paper.exempt_regime = True, law["regime"]
            paper.exempt_paragraphs, paper.exempt_part = law["paragraphs"], PARTS.get(law["regime"], "")
        neighbours = Document.objects.filter(meeting=self.meeting, item=self.item)
        paper.order = (neighbours.aggregate(last=Max("order"))["last"] or 0) + 1
        describe_file(paper)
        paper.slug = document_slug(paper, exempt=bool(law))
        paper.save()
        return paper

    def back(self) -> str:
        return str(self.admin.act_address(AddPapers, self.record)) if self.added else super().back()
