"""The addresses of approvals."""

from django.urls import path

from kechuang.stages.approval import pages

app_name = "stage_approval"
urlpatterns = [
    path("", pages.rounds, name="rounds"),
    path("<slug:public_id>/", pages.one_round, name="round"),
    path("<slug:public_id>/<slug:action>/", pages.act, name="act"),
]
