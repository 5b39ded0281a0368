"""The pages of the workspace: the text beside its record, its live reading, its draft, its preview."""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render

from minutes_portal.workspace import acts, pages
from minutes_portal.workspace.drafting import discard_draft, draft_of, keep_draft
from minutes_portal.workspace.forms import Text
from minutes_portal.workspace.rendering import fingerprint_of, recorded, text_of
from minutes_portal.workspace.saving import Overwritten
from minutes_portal.workspace.visit import Visit

BEGIN = "agenda"  # ?begin=agenda: with the headings, where nothing is minuted yet
Page = Callable[[Visit], HttpResponse]


def minutes_text(visit: Visit) -> HttpResponse:
    """Show the text with the record it becomes; on POST do what the pressed button says."""
    request = visit.request
    if request.method != "POST":
        return pages.text_page(visit, _text_to_begin_with(visit))
    _must_be_theirs(visit)
    act = ACTS.get(request.POST.get("act", ""), _read)
    text = Text.sent(request)
    try:
        return act(visit, text)
    except Overwritten as other:
        _keep(visit, text)
        return pages.conflict_page(visit, text, other)
    except ValidationError as error:
        return pages.text_page(visit, text, errors=error.messages)


def _text_to_begin_with(visit: Visit) -> Text:
    """Return this officer's draft, if there is one that differs from the record, or else the record as text.

    Where nothing is minuted yet the sheet is empty, to be pasted on; with `?begin=agenda` the headings stand there.
    """
    place = visit.place
    from_record = Text(text_of(place), based_on=fingerprint_of(place))
    draft = draft_of(place, visit.request.user) if visit.may_save else None
    if draft is not None and draft.text.strip() and draft.text != from_record.text:
        return Text.kept(draft)
    bare = not any(item.body for item in recorded(place))
    if bare and visit.may_save and visit.request.GET.get("begin") != BEGIN:
        return replace(from_record, text="", can_begin=bool(from_record.text.strip()))
    return from_record


def _must_be_theirs(visit: Visit) -> None:
    if not visit.may_save:
        raise PermissionDenied


def _keep(visit: Visit, text: Text) -> None:
    """Keep a text as this officer's draft; an empty one is no draft."""
    place, officer = visit.place, visit.request.user
    if text.text.strip():
        keep_draft(place, officer, text.text, text.choices, text.based_on, text.source_name)
    else:
        discard_draft(place, officer)


def _read(visit: Visit, text: Text) -> HttpResponse:
    """Read the text, or the file that was sent, without scripts; what was read is kept as a draft."""
    reading = text.read(visit.place)
    text = text.as_read(reading)
    _keep(visit, text)
    return pages.text_page(visit, text, reading=reading)


def _save(visit: Visit, text: Text) -> HttpResponse:
    acts.save(visit, text)
    visit.remember_copy()
    return redirect(visit.address)


def _publish(visit: Visit, text: Text) -> HttpResponse:
    if not visit.may_publish:
        raise PermissionDenied
    published = acts.save_and_publish(visit, text)
    visit.remember_copy()
    return redirect(visit.address if published else visit.publish_address)


def _discard(visit: Visit, text: Text) -> HttpResponse:
    discard_draft(visit.place, visit.request.user)
    return redirect(visit.address)


def _save_over(visit: Visit, text: Text) -> HttpResponse:
    """Save after the officer has seen what somebody else saved: over what was shown, over no later change."""
    return _save(visit, replace(text, based_on=visit.request.POST.get("seen", "")))


def _edit(visit: Visit, text: Text) -> HttpResponse:
    return pages.text_page(visit, text)


ACTS: dict[str, Callable[[Visit, Text], HttpResponse]] = {
    "read": _read,
    "save": _save,
    "save_over": _save_over,
    "publish": _publish,
    "discard": _discard,
    "edit": _edit,
}


def read(visit: Visit) -> HttpResponse:
    """Read the text, or the file that was sent, for the page that is open: as JSON, with the HTML of its parts."""
    if visit.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _must_be_theirs(visit)
    text = Text.sent(visit.request)
    try:
        reading = text.read(visit.place)
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)})
    from_file = text.upload is not None
    return JsonResponse(pages.live_reading(visit, text.as_read(reading), reading, from_file=from_file))


def draft(visit: Visit) -> HttpResponse:
    """Keep what the page holds, and say who else writes here."""
    if visit.request.method == "POST":
        _must_be_theirs(visit)
        _keep(visit, Text.sent(visit.request))
    return JsonResponse({"others": pages.others_in_words(visit)})


def preview(visit: Visit) -> HttpResponse:
    """Show the text as readers will see it, with nothing saved."""
    if visit.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _must_be_theirs(visit)
    try:
        return pages.preview_page(visit, Text.sent(visit.request))
    except ValidationError as error:
        context = {"problems": error.messages, "visit": visit}
        return render(visit.request, "admin/workspace/no_preview.html", context)
