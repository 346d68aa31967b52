"""Keeping and dropping views of a list."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kechuang.directory.models import Account
from kechuang.ui.models import LONGEST_NAME, LONGEST_QUERY, SavedView

MOST_VIEWS = 20
"""Of one person and one list."""


def views_of(account: Account, table: str) -> list[SavedView]:
    """What the person kept of this list, the choice of columns included. One statement."""
    return list(SavedView.objects.filter(account=account, table=table))


@transaction.atomic
def keep_view(*, account: Account, table: str, name: str, query: str) -> SavedView:
    """Keep how a list is shown under a name; the same name is kept anew.

    Raises ValidationError where the name is empty or too long, or where the person keeps twenty of this list already.
    """
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": ValidationError(_("Give the view a name."), code="nameless")})
    if len(name) > LONGEST_NAME:
        said = _("A view's name has at most %(count)s characters.") % {"count": LONGEST_NAME}
        raise ValidationError({"name": ValidationError(said, code="long")})
    if len(query) > LONGEST_QUERY:
        raise ValidationError(
            {"query": ValidationError(_("This view holds too much: choose fewer filters."), code="long_query")}
        )
    kept = SavedView.objects.filter(account=account, table=table).exclude(name="")
    if kept.exclude(name=name).count() >= MOST_VIEWS:
        said = _("You keep %(count)s views of this list already: drop one first.") % {"count": MOST_VIEWS}
        raise ValidationError({"name": ValidationError(said, code="too_many")})
    return SavedView.objects.update_or_create(account=account, table=table, name=name, defaults={"query": query})[0]


def keep_columns(*, account: Account, table: str, columns: Sequence[str]) -> None:
    """Keep which columns the person wants to see; none given: as the list is by itself again.

    Raises ValidationError where these cannot be columns of any list.
    """
    if not columns:
        SavedView.objects.filter(account=account, table=table, name="").delete()
        return
    query = urlencode({"columns": ".".join(columns)})
    if len(query) > LONGEST_QUERY:
        raise ValidationError({"columns": ValidationError(_("These are no columns of this list."), code="long_query")})
    SavedView.objects.update_or_create(account=account, table=table, name="", defaults={"query": query})


def drop_view(*, account: Account, table: str, public_id: str) -> bool:
    """Drop one of one's own views; whether there was one."""
    return SavedView.objects.filter(account=account, table=table, public_id=public_id).delete()[0] > 0
