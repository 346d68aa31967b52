"""What must hold in the directory whatever happened; `kechuang doctor` asks."""

from django.utils.translation import gettext_lazy as _

from kechuang.directory.code_lists import field_names
from kechuang.directory.models import Expertise, Organisation
from kechuang.door.invariants import Invariant, register


def families() -> list[str]:
    """Bodies whose head has a head."""
    deep = Organisation.objects.filter(family__family__isnull=False).order_by("pk")
    return [f"{name} → {head}" for name, head in deep.values_list("name", "family__name")]


def districts() -> list[str]:
    """Bodies whose district is no district's authority."""
    wrong = Organisation.objects.filter(district__isnull=False).exclude(district__kind=Organisation.Kind.DISTRICT)
    return [f"{name} → {district}" for name, district in wrong.order_by("pk").values_list("name", "district__name")]


def expertise() -> list[str]:
    """Fields of experts that the catalogue's list does not have."""
    unknown = Expertise.objects.exclude(field__in=field_names()).order_by("pk")
    return [f"{name}: {field}" for name, field in unknown.values_list("expert__person__name", "field")]


def register_all() -> None:
    """Have them checked."""
    register(
        "directory.families",
        Invariant(_("A unit family is one level deep"), families, _("Correct the unit family of these bodies.")),
    )
    register(
        "directory.districts",
        Invariant(_("A district is a district's authority"), districts, _("Correct the district of these bodies.")),
    )
    register(
        "directory.expertise",
        Invariant(_("Experts judge fields of the list"), expertise, _("Correct the fields of these experts.")),
    )
