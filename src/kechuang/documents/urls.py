"""The addresses of the check page."""

from django.urls import path

from kechuang.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.check, name="check"),
    path("<slug:public_id>/", views.check, name="checked"),
]
