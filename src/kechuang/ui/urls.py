"""The addresses of the shell."""

from django.urls import path

from kechuang.ui import list_views, views

app_name = "ui"
urlpatterns = [
    path("language/", views.set_language, name="language"),
    path("health/", views.health, name="health"),
    path("lists/<slug:table>/keep/", list_views.keep_view, name="keep-view"),
    path("lists/<slug:table>/drop/", list_views.drop_view, name="drop-view"),
    path("lists/<slug:table>/columns/", list_views.keep_columns, name="keep-columns"),
]
