"""An officer's act as a page of its own: what it will do in words, a short form, one button that says it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from meetings.acts import in_words, lift_exemption, mark_exempt, restore, withdraw
from meetings.admin.exempting import ExemptForm, law_of, ticked
from meetings.models import Withdrawal


class ActPage:
    """One act on one record. Subclasses say its words, its form, and what it does."""

    name: ClassVar[str]  # the last part of its address
    label: ClassVar[str]  # the link to it
    form_class: type[forms.Form] = forms.Form
    template = "admin/act.html"
    takes_files: ClassVar[bool] = False  # files can then be dropped on the record's own page

    def __init__(self, model_admin: Any, request: HttpRequest, record: Any) -> None:
        self.admin, self.request, self.record = model_admin, request, record

    @classmethod
    def offered(cls, record: Any) -> bool:
        """Whether the record's page links to this act."""
        return True

    @classmethod
    def permitted(cls, model_admin: Any, request: HttpRequest, record: Any) -> bool:
        """Whether this officer may do it: publishers, unless an act is a clerk’s too."""
        return bool(model_admin.may_act(request, record))

    def title(self) -> str:
        return f"{self.label.rstrip('…')}: {self.record}"

    def intro(self) -> list[str]:
        """What will happen, a paragraph each."""
        return []

    def button(self) -> str:
        """What the button says; nothing where there is nothing to do, and no form is shown."""
        return self.label.rstrip("…")

    def initial(self) -> dict[str, Any]:
        return {}

    def form(self, given: Any = None) -> forms.Form:
        return self.form_class(given, initial=self.initial())

    def context(self) -> dict[str, Any]:
        return {}

    def for_dropping(self) -> dict[str, Any]:
        """Return what the record's own page needs to take files for this act."""
        return {}

    def perform(self, said: dict[str, Any]) -> str:
        """Do it with what the officer said, and return the message that it is done."""
        raise NotImplementedError

    def back(self) -> str:
        opts = self.admin.opts
        return reverse(
            f"{self.admin.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[self.record.pk]
        )

    def respond(self) -> HttpResponse:
        """Show the page; on POST do the act, or show what stands against it."""
        posted = self.request.method == "POST"
        form = self.form(self.request.POST if posted else None)
        if posted and form.is_valid():
            try:
                with transaction.atomic():
                    done = self.perform(form.cleaned_data)
                    self.admin.log_change(self.request, self.record, done)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(self.request, done)
                return HttpResponseRedirect(self.back())
        return render(self.request, self.template, self._context(form))

    def _context(self, form: forms.Form) -> dict[str, Any]:
        site: dict[str, Any] = self.admin.admin_site.each_context(self.request)
        return site | {
            "act": self,
            "title": self.title(),
            "subtitle": None,
            "intro": self.intro(),
            "button": self.button(),
            "form": form,
            "media": self.admin.media + form.media,
            "opts": self.admin.opts,
            "original": self.record,
            "back": self.back(),
        } | self.context()  # fmt: skip


def show_act(model_admin: Any, request: HttpRequest, object_id: str, page: type[ActPage]) -> HttpResponse:
    """Return the page of an act on a record that this officer may work with; 404 for any other."""
    record = model_admin.get_object(request, object_id)
    if record is None:
        raise Http404("There is no such record.")
    if not page.permitted(model_admin, request, record):
        raise PermissionDenied
    return page(model_admin, request, record).respond()


class MarkExempt(ActPage):
    """Keeps a part of the record from the public."""

    name, label, form_class = "exempt", "Mark as exempt…", ExemptForm

    @classmethod
    def offered(cls, record: Any) -> bool:
        return not record.exempt

    def intro(self) -> list[str]:
        with_limbs = ", with all its limbs" if getattr(self.record, "limbs", None) is not None else ""
        return [
            f"Readers no longer find this{with_limbs} anywhere: not on pages, in lists, counts, search or feeds.",
            "They see the law and what you write for them below.",
        ]

    def initial(self) -> dict[str, Any]:
        part = self.record
        return {"exempt_under": ticked(part), "reason": part.exempt_reason, "summary": part.public_summary}

    def perform(self, said: dict[str, Any]) -> str:
        mark_exempt(
            self.record, **law_of(said["exempt_under"]), reason=said["reason"], summary=said["summary"]
        )
        return f"“{self.record}” is exempt: readers no longer see it."


class LimbsForm(forms.Form):
    """Asked when a resolution becomes public."""

    with_limbs = forms.BooleanField(label="Lift it from its limbs too", required=False)


class LiftExemption(ActPage):
    """Gives an exempt part to the public."""

    name, label = "lift-exemption", "Lift the exemption…"

    @classmethod
    def offered(cls, record: Any) -> bool:
        return bool(record.exempt)

    def form(self, given: Any = None) -> forms.Form:
        limbs = getattr(self.record, "limbs", None)
        return LimbsForm(given) if limbs is not None and limbs.exists() else forms.Form(given)

    def intro(self) -> list[str]:
        return [
            "Readers will see it as far as its meeting is published, with its own address, from this moment."
        ]

    def button(self) -> str:
        return "Show it to the public"

    def perform(self, said: dict[str, Any]) -> str:
        lift_exemption(self.record, **said)
        return f"“{self.record}” is no longer exempt."


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = forms.ChoiceField(choices=[("", "Choose a reason"), *Withdrawal.Reason.choices])
    notice = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What readers are told besides the date and the reason: where to ask, what replaces it.",
    )


class Withdraw(ActPage):
    """Takes something published back."""

    name, label, form_class = "withdraw", "Withdraw…", WithdrawForm

    @classmethod
    def offered(cls, record: Any) -> bool:
        since = getattr(record, "meeting", record).agenda_published_at
        return not record.withdrawn_at and bool(since) and since <= timezone.now()

    def intro(self) -> list[str]:
        return [
            "Readers find a notice in its place at once, with the date, the reason and whom to ask. Nothing is deleted."
        ]

    def button(self) -> str:
        return f"Withdraw {self.record} from the public"

    def perform(self, said: dict[str, Any]) -> str:
        withdraw(self.record, said["reason"], said["notice"])
        return f"“{self.record}” is withdrawn. Readers now find a notice in its place."


class Restore(ActPage):
    """Gives something withdrawn back."""

    name, label = "restore", "Restore…"

    @classmethod
    def offered(cls, record: Any) -> bool:
        return bool(record.withdrawn_at)

    def intro(self) -> list[str]:
        since = self.record.withdrawn_at
        if since is None:
            return ["This is not withdrawn."]
        why = self.record.get_withdrawn_reason_display()
        return [
            f"Withdrawn on {in_words(since)}. Reason: {why.lower()}.",
            "Readers will find it again where it was.",
        ]

    def button(self) -> str:
        return f"Give {self.record} back to the public"

    def perform(self, said: dict[str, Any]) -> str:
        restore(self.record)
        return f"“{self.record}” is restored: readers find it again."
