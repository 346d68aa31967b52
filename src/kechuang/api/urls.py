"""The addresses of the API."""

from django.urls import include, path

from kechuang.api import pages
from kechuang.api.operations import built

API = built()
urlpatterns = [
    path("api/v1/", API.urls),
    path(
        "desk/account/keys/",
        include(
            (
                [path("make/", pages.make, name="make"), path("<slug:public_id>/revoke/", pages.revoke, name="revoke")],
                "api-keys",
            )
        ),
    ),
]
