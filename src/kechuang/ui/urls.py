"""The addresses of the shell."""

from django.urls import path

from kechuang.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.set_language, name="language"),
    path("health/", views.health, name="health"),
]
