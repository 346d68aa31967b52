"""The addresses of acceptance."""

from django.urls import path

from kechuang.stages.acceptance import group_views, opinion_views, request_views

app_name = "stage_acceptance"
urlpatterns = [
    path("<slug:public_id>/request/", request_views.request_page, name="request"),
    path("<slug:public_id>/group/", group_views.appoint, name="appoint"),
    path("<slug:public_id>/opinion/", opinion_views.opinion, name="opinion"),
    path("<slug:public_id>/materials/<slug:file_id>/", opinion_views.material, name="material"),
    path("<slug:public_id>/conclusion/", group_views.decide, name="decide"),
]
