"""What a person keeps of how lists are shown to him."""

from django.db import models
from django.db.models import Q

from kechuang.directory.models import Account, public_id_field

LONGEST_NAME = 40
LONGEST_QUERY = 1000


class SavedView(models.Model):
    """A list as one person likes to see it: filters, sort and columns, kept as the address that shows it.

    The one without a name holds only the columns that the person chose last.
    """

    public_id = public_id_field()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_views")
    table = models.CharField(max_length=60)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    query = models.CharField(max_length=LONGEST_QUERY)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "table", "name"], name="saved_view_name_once_per_table"),
            models.CheckConstraint(condition=~Q(table=""), name="saved_view_is_of_a_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.name}"
