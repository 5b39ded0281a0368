"""The worklist: what every meeting still lacks before its record is whole."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.admin.filters import unfinished
from meetings.checks import Finding, findings_of_record, records_of
from meetings.models import Borough, Meeting

MEETINGS_A_PAGE = 20
DAYS_AHEAD = 21  # later agendas are still being made


class Lacking(NamedTuple):
    """One meeting with what it lacks, each with the address where it is put right."""

    meeting: Meeting
    address: str
    findings: list[tuple[Finding, str]]


@require_safe
def worklist(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the officer's unfinished meetings, newest first, with their findings; `?borough=` narrows it."""
    admin = site.get_model_admin(Meeting)
    if not admin.has_view_permission(request):
        raise PermissionDenied
    boroughs = site.get_model_admin(Borough).get_queryset(request)
    soon = timezone.localdate() + timedelta(days=DAYS_AHEAD)
    meetings: QuerySet[Meeting] = admin.get_queryset(request).filter(unfinished(), date__lte=soon)
    wanted = boroughs.filter(slug=request.GET.get("borough", "").replace("\0", "")).first()
    if wanted:
        meetings = meetings.filter(committee__borough=wanted)
    page = Paginator(meetings.order_by("-date", "pk"), MEETINGS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(_rows(site, page.object_list))
    context = site.each_context(request) | {
        "title": "What meetings still lack",
        "page": page,
        "boroughs": boroughs,
        "wanted": wanted,
        "lacking": [row for row in rows if row.findings],
        "whole": [row for row in rows if not row.findings],
    }
    return render(request, "admin/worklist.html", context)


def _rows(site: AdminSite, meetings: Any) -> Iterator[Lacking]:
    for record in records_of(meetings):
        ahead = record.meeting.date > timezone.localdate()
        stage = Meeting.Stage.AGENDA if ahead else Meeting.Stage.DRAFT_MINUTES
        found = [each for each in findings_of_record(record, stage) if not each.accepted]
        yield Lacking(
            record.meeting,
            _address(site, record.meeting),
            [(each, _address(site, each.remark.about or record.meeting)) for each in found],
        )


def _address(site: AdminSite, record: Any) -> str:
    admin: Any = site.get_model_admin(type(record))
    return str(admin.change_address(record))
