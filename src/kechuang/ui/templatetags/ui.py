"""The words of the templates: icons, dates, names in the reader's language, panels."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kechuang.directory.models import Division, Organisation, Person
from kechuang.ui.panels import panels_at

register = template.Library()

MORNING_ENDS, NOON_ENDS, DAY_ENDS = 11, 13, 18


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A picture of the sprite; decoration only, so the words beside it carry the meaning."""
    sheet = static("vendor/icons.svg")
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', extra, sheet, name)


@register.filter
def named(thing: Organisation | Division | Person | str | None) -> str:
    """A name in the reader's language where the register has it, else as it is."""
    if not thing or isinstance(thing, str):  # a template gives an empty text where there is nothing
        return ""
    foreign = (translation.get_language() or "").startswith("en")
    return thing.name_en if foreign and thing.name_en else thing.name


@register.filter
def moment(instant: datetime) -> str:
    """An instant as people here write it: 2026-03-17 09:00."""
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


@register.filter
def weekday(day: date) -> str:
    """The day of the week."""
    names = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
    return names[day.weekday()]


@register.filter
def greeting(now: datetime) -> str:
    """How one greets at this hour."""
    if now.hour < MORNING_ENDS:
        return _("Good morning")
    if now.hour < NOON_ENDS:
        return _("Good day")
    return _("Good afternoon") if now.hour < DAY_ENDS else _("Good evening")


@register.simple_tag(takes_context=True)
def panels(context: Context, place: str) -> SafeString:
    """What other rooms show at this place."""
    request = context["request"]
    parts = [render_to_string(panel.template, dict(panel.context(request)), request) for panel in panels_at(place)]
    return mark_safe("".join(parts).strip())  # noqa: S308  each part is a rendered template, escaped where it was made


@register.simple_tag
def language_name(code: str) -> str:
    """How a language calls itself."""
    return dict(settings.LANGUAGES)[code]
