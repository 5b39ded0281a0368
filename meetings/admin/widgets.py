"""Form parts of the officers' admin."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Folded(forms.CheckboxSelectMultiple):
    """Tick boxes behind a line that says what is ticked, for forms with many of them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        labels = {
            str(choice): str(label)
            for _, choices, _ in self.optgroups(name, [])
            for choice, label in _pairs(choices)
        }
        chosen = ", ".join(labels.get(str(each), str(each)) for each in value or [])
        boxes = super().render(name, value, attrs, renderer)
        return format_html(
            '<details class="folded"><summary>{}</summary>{}</details>', chosen or "None chosen", boxes
        )


def _pairs(choices: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return [(choice["value"], choice["label"]) for choice in choices]


class LowTextarea(AdminTextareaWidget):
    """A text area of as many rows as its text is likely to need."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__(attrs={"rows": rows})


class NamedDateTime(AdminSplitDateTime):
    """A day and a time, each of which says which it is."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name


def remember_choices(form: forms.ModelForm, *names: str) -> None:
    """Let autocomplete fields show the rows that are loaded already, instead of asking for each again."""
    for name in names:
        chosen = form.instance._state.fields_cache.get(name) if form.instance.pk else None
        if chosen is not None and name in form.fields:
            widget = form.fields[name].widget
            _remember(getattr(widget, "widget", widget), chosen)
            _keep(form.fields[name], chosen)


def _keep(field: Any, chosen: Any) -> None:
    """Let a form be saved that names somebody of another borough already, who could not be chosen anew."""
    rows = type(chosen)._default_manager
    field.queryset = rows.filter(Q(pk__in=field.queryset.order_by().values("pk")) | Q(pk=chosen.pk))


def _remember(widget: Any, chosen: Any) -> None:
    asked = widget.optgroups

    def optgroups(name: str, value: list[str], attrs: Any = None) -> Any:
        if value == [str(chosen.pk)]:
            empty = [] if widget.is_required else [widget.create_option(name, "", "", False, 0)]
            option = widget.create_option(name, chosen.pk, str(chosen), True, 1)
            return [(None, [*empty, option], 0)]
        return asked(name, value, attrs)

    widget.optgroups = optgroups
