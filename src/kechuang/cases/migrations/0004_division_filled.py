"""Fill in the division of the cases that stand already."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps: Any, _schema_editor: Any) -> None:
    """Of every case at once."""
    Case, Call = apps.get_model('cases', 'Case'), apps.get_model('schemes', 'Call')
    division = Call.objects.filter(pk=OuterRef('call')).values('division')
    Case.objects.filter(division=None).update(division=Subquery(division))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_division'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
