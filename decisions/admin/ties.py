"""Suggested ties in the officers' admin: yes or no to each with one click, and an issue started from chosen items."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from decisions.models import Issue
from decisions.ties import dismiss_tie, start_issue, suggested_ties, tie
from meetings.admin.act_pages import ActPage
from meetings.admin.filters import ChoiceFilter
from meetings.models import AgendaItem
from minutes_portal.accounts.access import Access, Act


def ties_for(request: HttpRequest, site: Any, issues: QuerySet[Any]) -> list[Any]:
    """Return the ties suggested for issues that this officer may change, to items that this officer may read."""
    own = site.get_model_admin(Issue).within(request, issues.order_by("-pk"), Act.DRAFT)
    suggested = suggested_ties(own.values_list("pk", flat=True))
    items = site.get_model_admin(AgendaItem).get_queryset(request).order_by()
    readable = items.filter(pk__in=[each.item_id for each in suggested]).select_related("meeting__committee")
    by_key = {item.pk: item for item in readable}
    return [(each, by_key[each.item_id]) for each in suggested if each.item_id in by_key]


class TieForm(forms.Form):
    """Yes or no to one of the suggested items."""

    tie = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), required=False)
    dismiss = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), required=False)

    def __init__(self, given: Any, items: QuerySet[AgendaItem]) -> None:
        super().__init__(given)
        for name in ("tie", "dismiss"):
            field: Any = self.fields[name]
            field.queryset = items
            field.error_messages["invalid_choice"] = (
                "This item is no longer suggested: somebody has answered."
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (said.get("tie") or said.get("dismiss")):
            raise ValidationError("Say of one item whether it belongs to this issue.")
        return said


class SuggestedTies(ActPage):
    """Shows what may belong to an issue, each with its reason."""

    name, label, template = "ties", "Suggested ties…", "admin/ties.html"

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        return bool(model_admin.has_change_permission(request, record))

    def suggested(self) -> list[Any]:
        return ties_for(self.request, self.admin.admin_site, Issue.objects.filter(pk=self.record.pk))

    def form(self, given: Any = None) -> forms.Form:
        keys = [item.pk for _, item in self.suggested()]
        return TieForm(given, AgendaItem.objects.filter(pk__in=keys))

    def intro(self) -> list[str]:
        return [
            "Suggested by what was printed: a forward-plan reference, the number of a report, a minute that is named.",
            "Titles alone say nothing.",
        ]

    def context(self) -> dict[str, Any]:
        return {"suggested": self.suggested(), "change_address": self.admin.change_address}

    def perform(self, said: dict[str, Any]) -> str:
        if said["tie"]:
            tie(self.record, said["tie"])
            return f"“{said['tie']}” belongs to this issue."
        dismiss_tie(self.record, said["dismiss"])
        return f"“{said['dismiss']}” does not belong to this issue: it is not suggested again."

    def back(self) -> str:
        """Stay here while there is more to answer."""
        if self.request.method == "POST" and self.suggested():
            return str(self.admin.act_address(type(self), self.record))
        return super().back()


class TiesFilter(ChoiceFilter):
    """Issues to which some item may belong that is not tied yet."""

    title, parameter_name = "suggested ties", "ties"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.site = model_admin.admin_site
        return [("suggested", "With suggested ties")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        found = {each.issue_id for each, _ in ties_for(request, self.site, Issue.objects.all())}
        return queryset.filter(pk__in=found)


class IssueOfItemsForm(forms.Form):
    """What the new issue is called."""

    title = forms.CharField(
        max_length=500,
        help_text="What it is about, as readers would say it.",
        widget=forms.TextInput(attrs={"size": 80}),
    )


@admin.action(description="Start an issue of these…", permissions=["change"])
def start_issue_of(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Ask for the name of the issue, then make it of the chosen items."""
    items = list(queryset.select_related("meeting__committee__borough"))
    access, issues = Access.of(request.user), model_admin.admin_site.get_model_admin(Issue)
    if not all(access.may_draft(item.meeting.committee.borough_id) for item in items):
        raise PermissionDenied
    form = IssueOfItemsForm(
        request.POST if "said" in request.POST else None, initial={"title": items[0].title if items else ""}
    )
    if form.is_valid():
        try:
            issue = start_issue(form.cleaned_data["title"], items)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            issues.log_addition(request, issue, "Started from items.")
            model_admin.message_user(request, f"“{issue}” is an issue of {len(items)} items now.")
            return HttpResponseRedirect(issues.change_address(issue))
    asked = _asking(items, form) | {"opts": model_admin.opts, "media": model_admin.media + form.media}
    context = model_admin.admin_site.each_context(request) | asked | {"back": request.get_full_path()}
    return render(request, "admin/act.html", context)


def _asking(items: list[AgendaItem], form: forms.Form) -> dict[str, Any]:
    """Return what the page says that asks for the name of an issue of these items."""
    return {
        "title": f"Start an issue of {len(items)} items",
        "intro": ["Readers follow the matter from meeting to meeting, as far as each item is published."],
        "button": "Start the issue",
        "chosen": items,
        "hidden": [("action", "start_issue_of"), ("said", "1")],
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "form": form,
    }
