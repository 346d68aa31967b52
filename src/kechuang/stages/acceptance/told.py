"""The messages of acceptance."""

from django.utils.translation import gettext_lazy as _

from kechuang.notify.kinds import MessageKind

MESSAGES = (
    MessageKind(
        "acceptance.returned", _("%(title)s: the request for acceptance came back to you. Read why."), "arrow-back-up"
    ),
    MessageKind(
        "acceptance.rectify",
        _("%(title)s: something has to be put right until %(due)s. Read what."),
        "alert-circle",
        True,
    ),
    MessageKind("acceptance.overdue", _("%(title)s: acceptance is overdue since %(due)s."), "alert-triangle", True),
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
