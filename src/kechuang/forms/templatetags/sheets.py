"""What other rooms' templates show of a sheet."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kechuang.forms.blind import blinded
from kechuang.forms.models import Sheet
from kechuang.forms.owners import Aside
from kechuang.forms.queries import judged, with_files
from kechuang.forms.shown import to_read

register = template.Library()


@register.simple_tag(takes_context=True)
def aside(context: Context, shown: Aside) -> SafeString:
    """What the room above shows in the quiet column."""
    request = context["request"]
    return mark_safe(render_to_string(shown.template, dict(shown.context), request))  # noqa: S308  a rendered template


@register.inclusion_tag("forms/parts.html")
def sheet_parts(sheet: Sheet, *, blind: bool = False) -> dict[str, Any]:
    """A sheet to read, in the page of another room; with `blind` as a blind reader sees it."""
    answers = with_files(sheet)
    shown = blinded(sheet.form, answers) if blind else answers
    return {"sheet": sheet, "parts": to_read(sheet.form, shown, judged(sheet))}
