"""What every page of the officers' admin has in common."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from meetings.acts import document_slug
from meetings.admin.act_pages import ActPage, show_act
from meetings.admin.history import Source, history_of
from meetings.admin.permitting import EXEMPT_FIELDS, home_of, meeting_of, readers_have
from meetings.admin.refusing import refuse_what_is_withheld
from meetings.admin.scope import BoroughScoped
from meetings.admin.sequence import put_in_order
from meetings.models import Document, Exemption, Meeting
from meetings.papers.keeping import describe_file, read_after_saving
from minutes_portal.accounts.access import Access

MOST_PAGES = 100_000  # further than any history goes, and not so far that the database refuses to count


def tag(words: str, kind: str = "") -> SafeString:
    """Return a word in its colour."""
    return format_html('<span class="portal-tag portal-tag--{}">{}</span>', slugify(kind or words), words)


def stage_tag(meeting: Meeting) -> SafeString:
    return tag(meeting.stage.label, meeting.stage)


def public_address(record: Any) -> str | None:
    """Return where readers find a record at this moment, or None: the published views themselves are asked."""
    shown = type(record).published.filter(pk=record.pk).first()
    if shown is None or (isinstance(shown, Exemption) and shown.exempt and not getattr(shown, "slug", "")):
        return None
    return str(record.get_absolute_url())


class BoroughScopedAdmin(BoroughScoped, admin.ModelAdmin):
    """A ModelAdmin with acts beside the form, plain text areas, and a link to the site only where readers follow it."""

    acts: ClassVar[tuple[type[ActPage], ...]] = ()
    closed_with: ClassVar[str | None] = None  # the stage from which nothing on the page is a clerk's to write
    children: ClassVar[tuple[Source, ...]] = ()  # whose history stands on the record's own page
    open_fields: ClassVar[frozenset[str]] = (
        frozenset()
    )  # until then, what is not part of the public record itself
    change_form_template = "admin/record_change_form.html"
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(f"<int:object_id>/{act.name}/", self._act_view(act), name=f"{name}_{act.name}")
            for act in self.acts
        ]
        return own + super().get_urls()

    def _act_view(self, act: type[ActPage]) -> Any:
        def view(request: HttpRequest, object_id: int) -> HttpResponse:
            return show_act(self, request, str(object_id), act)

        return self.admin_site.admin_view(view)

    def may_act(self, request: HttpRequest, record: Any) -> bool:
        """Whether this officer may publish, withdraw or mark this record exempt."""
        return self.may_publish(request, record)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        asked = request.GET.get("p", "")
        number = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() else 1
        context = self.admin_site.each_context(request) | {
            "title": f"History: {record}",
            "history": history_of([Source(self.model, "id"), *self.children], record.pk, number),
            "older": number + 1,
            "newer": number - 1,
            "object": record,
            "opts": self.opts,
        }
        return render(request, "admin/record_history.html", context)

    # -- What this officer may do

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A row that the officer's list does not hold is not there: 404, whether it exists or not."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read with each row the committee that it belongs to: the roles ask for it."""
        rows = super().get_queryset(request)
        return (
            rows.select_related(self.committee_path) if "committee" in (self.committee_path or "") else rows
        )

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For actions on a list; each row is asked about again."""
        return self.may_publish(request, None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A page whose own words are public stays open to a clerk while there is something to write in its inlines."""
        if super().has_change_permission(request, obj):
            return True
        if obj is None or self.closed_with is None:
            return False
        closed = readers_have(meeting_of(obj) or obj, self.closed_with)
        return Access.of(request.user).may_change(*home_of(obj), public=closed)

    def settled_fields(self, record: Any) -> list[str]:
        """Return the fields that nobody changes any more."""
        return []

    def withheld_fields(self, request: HttpRequest, record: Any) -> list[str]:
        """Return the fields of a page that this officer may not change, though others may."""
        names = flatten_fieldsets(self.get_fieldsets(request, record))
        if record is not None and not self.may_change_record(request, record):
            return [name for name in names if name not in self.open_fields]
        return [] if self.may_publish(request, record) else [name for name in names if name in EXEMPT_FIELDS]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = [*self.readonly_fields, *self.settled_fields(obj), *self.withheld_fields(request, obj)]
        return list(dict.fromkeys(names))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **given: Any
    ) -> HttpResponse:
        if request.method == "POST":
            record = self.get_object(request, unquote(object_id)) if object_id else None
            refuse_what_is_withheld(self, request, record)
        return super().changeform_view(request, object_id, *args, **given)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        action = request.POST.get("action")
        if action and action not in self.get_actions(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a record where, and as, this officer may have it: its new place is asked about too."""
        allowed = self.has_change_permission if change else self.may_change_record
        marked = EXEMPT_FIELDS & set(form.changed_data)
        if not allowed(request, obj) or (marked and not self.may_publish(request, obj)):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    # -- Addresses

    def act_address(self, act: type[ActPage], record: Any) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{act.name}"
        return reverse(name, args=[record.pk])

    def change_address(self, record: Any) -> str:
        name = f"{self.admin_site.name}:{record._meta.app_label}_{record._meta.model_name}_change"
        return reverse(name, args=[quote(record.pk)])

    def view_on_site(self, record: Any) -> str | None:
        return public_address(record) if hasattr(type(record), "published") else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **given: Any
    ) -> HttpResponse:
        record = given.get("obj")
        if record is not None:
            offered = [
                act for act in self.acts if act.permitted(self, request, record) and act.offered(record)
            ]
            context["acts"] = [(act.label, self.act_address(act, record)) for act in offered]
            pages = (act(self, request, record) for act in offered if act.takes_files)
            context["drop"] = next((page.for_dropping() for page in pages), None)
        context["can_be_public"] = hasattr(self.model, "published")
        return super().render_change_form(request, context, *args, **given)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if hasattr(form, "settle_exemption"):
            form.settle_exemption()
        super().save_related(request, form, formsets, change)
        self.after_saving(form.instance)

    def after_saving(self, record: Any) -> None:
        """Give addresses to what is new."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows of an inline: complete them, put them in order, then settle what is exempt."""
        rows = formset.save(commit=False)
        marked = any(EXEMPT_FIELDS & set(row.changed_data) for row in formset.forms)
        if marked and not self.may_publish(request, form.instance):
            raise PermissionDenied
        for gone in formset.deleted_objects:
            gone.delete()
        self.prepare_rows(form.instance, formset, rows)
        for row in rows:
            row.save()
        formset.save_m2m()
        read_after_saving(row for row in rows if isinstance(row, Document))
        for row_form in formset.forms:
            if row_form.instance in rows and hasattr(row_form, "settle_exemption"):
                row_form.settle_exemption()

    def prepare_rows(self, record: Any, formset: Any, rows: list[Any]) -> None:
        """Complete the new and changed rows of an inline before they are saved."""
        for form in formset.forms:
            if form.instance in rows and isinstance(form.instance, Document):
                complete_document(form.instance, bool(form.cleaned_data.get("exempt_under")))


def complete_document(document: Any, exempt: bool) -> None:
    """Fill in what a document's item and file say of it: meeting, size, format, address.

    `exempt` says what the officer has chosen: the title of what is exempt from the start is in no address.
    """
    if document.item:
        document.meeting = document.item.meeting
    describe_file(document)
    document.slug = document.slug or document_slug(document, exempt)


class OrderedRow(forms.ModelForm):
    """A row with a place among its neighbours; left empty, it goes to the end."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        order = self.fields["order"]
        order.required = False
        order.help_text = "Empty: at the end. A number that is taken: before what stands there."
        if self.instance._state.adding:
            self.initial["order"] = None

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0


def place_rows(neighbours: Any, rows: list[Any], formset: Any) -> None:
    """Put the rows an officer has placed among their saved neighbours, and save those that had to move."""
    placed = [form.instance for form in formset.forms if form.instance in rows and moved(form)]
    others = [row for row in neighbours if row not in rows]
    for row in put_in_order([*others, *rows], placed):
        if row not in rows:
            row.save(update_fields=["order"])


def moved(form: Any) -> bool:
    return form.instance._state.adding or "order" in form.changed_data


def slug_is_settled(record: Any) -> bool:
    """Whether the address of a record may be known to readers already."""
    return record is not None and type(record).published.filter(pk=record.pk).exists()
