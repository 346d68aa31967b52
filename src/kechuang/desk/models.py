"""What the desk keeps: how far each account has seen the trail."""

from django.db import models

from kechuang.directory.models import Account


class Visited(models.Model):
    """Up to which event of the trail a person has read the desk.

    Events are counted by their keys and not by time, since the demonstration's clock stands still.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    before = models.BigIntegerField(default=0)
    """The latest event when the visit before this one ended; 0 where there was none."""
    before_at = models.DateTimeField(null=True)
    seen = models.BigIntegerField(default=0)
    """The latest event that this visit has shown."""
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account} {self.seen}"
