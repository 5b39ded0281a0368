"""Which pages have which other forms, and what each form is made of. Their addresses follow from those of the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from decisions.forward_plan_views import PlannedDecisionList
from decisions.views import IssueList, RecommendationList, ResolutionList
from meetings.models import Borough, Committee, Person, Topic
from meetings.views import MeetingList, TopicDetail
from minutes_portal.reuse.asking import ListSource, Question
from minutes_portal.reuse.decisions import DECISIONS
from minutes_portal.reuse.issues import ISSUES
from minutes_portal.reuse.items import ITEMS
from minutes_portal.reuse.meetings import MEETINGS
from minutes_portal.reuse.plans import PLANS
from minutes_portal.reuse.recommendations import RECOMMENDATIONS
from minutes_portal.reuse.searched import SearchSource

Source = ListSource | SearchSource


@dataclass(frozen=True)
class Form:
    """A form that a list may be had in. told: what it is good for, in a sentence for readers."""

    suffix: str
    name: str
    media_type: str
    told: str
    is_saved: bool = False


FORMS = {
    form.suffix: form
    for form in (
        Form(
            "atom", "Feed (Atom)", "application/atom+xml",
            "For a feed reader: it shows what is published or changed, the latest first.",
        ),
        Form(
            "ics", "Calendar (iCalendar)", "text/calendar",
            "For a calendar: subscribe to this address.",
        ),
        Form(
            "csv", "Spreadsheet (CSV)", "text/csv",
            "Every row of this list, whatever its length. A cell that looks like a formula begins with an apostrophe, so that it is not run.",
            is_saved=True,
        ),
        Form("json", "Data (JSON)", "application/json", "The same rows for programs, with what was asked and the licence."),
    )
}  # fmt: skip

DECIDED, MET, SEARCH = (
    ListSource(DECISIONS, ResolutionList),
    ListSource(MEETINGS, MeetingList),
    SearchSource(),
)
PLANNED = ListSource(PLANS, PlannedDecisionList)
RECOMMENDED = ListSource(RECOMMENDATIONS, RecommendationList)


def _forms(source: Source, calendar: Source | None = None) -> dict[str, Source]:
    return dict.fromkeys(("atom", "csv", "json"), source) | ({"ics": calendar} if calendar else {})


# A page -> its forms. A page of a committee, a borough or a person is followed by what was decided there, or found by its name.
PAGES: dict[str, dict[str, Source]] = {
    "search": _forms(SEARCH),
    "decisions:resolution-list": _forms(DECIDED, DECIDED),
    "decisions:recommendation-list": _forms(RECOMMENDED, RECOMMENDED),
    "decisions:planneddecision-list": _forms(PLANNED, PLANNED),
    "decisions:issue-list": _forms(ListSource(ISSUES, IssueList)),
    "meetings:meeting-list": _forms(MET, MET),
    "meetings:topic-detail": _forms(ListSource(ITEMS, TopicDetail)),
    "meetings:borough-detail": _forms(DECIDED, MET),
    "meetings:committee-detail": _forms(DECIDED, MET),
    "meetings:person-detail": _forms(SEARCH),
}
# Which parameters the parts of a page's address stand for.
PARAMETERS: dict[str, Mapping[str, str]] = {
    "meetings:topic-detail": {"slug": "topic"},
    "meetings:borough-detail": {"borough": "borough"},
    "meetings:committee-detail": {"borough": "borough", "committee": "committee"},
    "meetings:person-detail": {"borough": "borough", "slug": "person"},
}


# What a page is about, by the parts of its address: where that is not there for readers, no form of the page is.
ABOUT: dict[str, Callable[..., Any]] = {
    "meetings:topic-detail": Topic.published.at,
    "meetings:borough-detail": Borough.published.at,
    "meetings:committee-detail": Committee.published.at,
    "meetings:person-detail": lambda borough, slug: Person.published.listed().at(borough, slug),
}


def asked(page: str, suffix: str, request: HttpRequest, kwargs: Mapping[str, Any]) -> Question | None:
    """Return what a request for a form of a page asks; None where its address names something that is not there."""
    if page in ABOUT and not ABOUT[page](*kwargs.values()).exists():
        return None
    return PAGES[page][suffix].ask(request, {PARAMETERS[page][name]: value for name, value in kwargs.items()})


def name_of(page: str, suffix: str) -> str:
    """Return the name of the address of a form: `reuse:meeting-list.ics`."""
    return f"reuse:{page.rpartition(':')[2]}.{suffix}"
