"""The messages of acceptance."""

from django.utils.translation import gettext_lazy as _

from kechuang.notify.kinds import MessageKind

MESSAGES = (
    MessageKind(
        "acceptance.appointed",
        _("%(title)s: you are in the acceptance group. Your opinion is awaited."),
        "clipboard-check",
    ),
    MessageKind(
        "acceptance.again", _("%(title)s: it was put right. The group examines it a second time."), "clipboard-check"
    ),
    MessageKind("acceptance.concluded", _("%(title)s: acceptance is concluded."), "certificate"),
)
