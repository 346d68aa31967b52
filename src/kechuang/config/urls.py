"""The addresses of the house."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("kechuang.portal.urls")),
    path("desk/applications/", include("kechuang.stages.intake.urls")),
    path("desk/screenings/", include("kechuang.stages.screening.urls")),
    path("desk/sheets/", include("kechuang.forms.urls")),
    path("desk/", include("kechuang.desk.urls")),
    path("", include("kechuang.api.urls")),
    path("", include("kechuang.stages.notice.urls")),
    path("desk/decisions/", include("kechuang.stages.decision.urls")),
    path("desk/approvals/", include("kechuang.stages.approval.urls")),
    path("desk/agreements/", include("kechuang.stages.agreement.urls")),
    path("desk/review/", include("kechuang.stages.review.urls")),
    path("desk/archive/", include("kechuang.stages.archive.urls")),
    path("desk/acceptance/", include("kechuang.stages.acceptance.urls")),
    path("check/", include("kechuang.documents.urls")),
    path("", include("kechuang.plan.urls")),
    path("", include("kechuang.ui.urls")),
]
if settings.CONFIGURATION.demonstration:
    urlpatterns.append(path("", include("kechuang.demo.urls")))

handler400 = "kechuang.ui.errors.bad_request"
handler403 = "kechuang.ui.errors.forbidden"
handler404 = "kechuang.ui.errors.not_found"
handler500 = "kechuang.ui.errors.server_error"
