"""The addresses of notices."""

from django.urls import path

from kechuang.stages.notice import pages

app_name = "stage_notice"
urlpatterns = [
    path("notices/", pages.index, name="index"),
    path("notices/<slug:public_id>/", pages.notice, name="notice"),
    path("desk/notices/", pages.rounds, name="rounds"),
    path("desk/notices/<slug:public_id>/", pages.one_round, name="round"),
    path("desk/notices/<slug:public_id>/<slug:action>/", pages.act, name="act"),
    path("desk/object/<slug:public_id>/", pages.object_to, name="object"),
    path("desk/objections/<slug:public_id>/", pages.objection, name="objection"),
    path("desk/objections/<slug:public_id>/<slug:action>/", pages.act_on_objection, name="objection-act"),
]
