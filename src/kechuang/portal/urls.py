"""The addresses of the public site."""

from django.urls import path

from kechuang.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("calls/", views.calls, name="calls"),
    path("calls/<slug:public_id>/", views.call, name="call"),
    path("records/<slug:digest>.json", views.record, name="record"),
]
