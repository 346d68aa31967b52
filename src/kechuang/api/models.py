"""Keys by which programs act for a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.directory.models import Account, public_id_field


class Key(models.Model):
    """A key of one account. Only its digest is kept: whoever lost it makes another."""

    public_id = public_id_field()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(_("what uses it"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
