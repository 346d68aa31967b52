"""The words of the templates: icons, dates, names in the reader's language, panels."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kechuang.clock.working_days import is_working_day, working_days_until
from kechuang.directory.models import Division, Organisation, Person
from kechuang.money.amounts import wan as amount_in_wan
from kechuang.ui.panels import panels_at
from kechuang.ui.public_nav import Door, doors
from kechuang.ui.rail import Entry, entries_for

register = template.Library()


class Label(Protocol):
    """Words of the catalogue in both languages."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


SECONDS_OF_HOUR, SECONDS_OF_MINUTE = 3600, 60
MORNING_ENDS, NOON_ENDS, DAY_ENDS = 11, 13, 18


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A picture of the sprite; decoration only, so the words beside it carry the meaning."""
    return drawn(name, extra, static("vendor/icons.svg"))


@lru_cache(maxsize=1024)
def drawn(name: str, extra: str, sheet: str) -> SafeString:
    """A picture of a sprite; a page shows the same few over and over."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', extra, sheet, name)


@register.filter
def named(thing: Organisation | Division | Person | str | None) -> str:
    """A name in the reader's language where the register has it, else as it is."""
    if not thing or isinstance(thing, str):  # a template gives an empty text where there is nothing
        return ""
    foreign = (translation.get_language() or "").startswith("en")
    return thing.name_en if foreign and thing.name_en else thing.name


@register.filter
def wan(fen: int) -> str:
    """An amount of fen in 万元, thousands separated."""
    return amount_in_wan(fen)


@register.filter
def labelled(label: Label | None) -> str:
    """A label of the catalogue in the reader's language (contract 11)."""
    if not label:
        return ""
    return label.en if (translation.get_language() or "").startswith("en") else label.zh


@register.filter
def left_until(instant: datetime, now: datetime) -> str:
    """How long it is until an instant, in the words of a deadline: working days, on the last day hours."""
    left = instant - now
    if left.total_seconds() <= 0:
        return _("over")
    if left.days >= 1:
        days = working_days_until(timezone.localtime(now).date(), timezone.localtime(instant).date())
        if not days:  # it ends on a day off, before anybody works again
            return ngettext("%(days)d day left", "%(days)d days left", left.days) % {"days": left.days}
        return ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    hours = int(left.total_seconds() // SECONDS_OF_HOUR)
    if hours:
        return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}
    minutes = max(1, int(left.total_seconds() // SECONDS_OF_MINUTE))
    return ngettext("%(minutes)d minute left", "%(minutes)d minutes left", minutes) % {"minutes": minutes}


@register.filter
def overdue_since(instant: datetime, now: datetime) -> str:
    """How long a deadline is over, in its words."""
    days = working_days_until(timezone.localtime(instant).date(), timezone.localtime(now).date())
    if not days:
        return _("just overdue")
    return ngettext("%(days)d working day overdue", "%(days)d working days overdue", days) % {"days": days}


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
def works(day: date) -> bool:
    """Whether people work on that day."""
    return is_working_day(day)


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
def public_nav() -> Sequence[Door]:
    """The entries of the public site's navigation."""
    return doors()


@register.simple_tag(takes_context=True)
def rail(context: Context) -> Sequence[Entry]:
    """The entries of the left rail for whoever reads this page."""
    appointment = context["visit"].appointment
    return entries_for(appointment.role if appointment else None)


@register.simple_tag
def language_name(code: str) -> str:
    """How a language calls itself."""
    return dict(settings.LANGUAGES)[code]
