"""The addresses of the archive."""

from django.urls import path

from kechuang.stages.archive import views

app_name = "stage_archive"
urlpatterns = [
    path("<slug:public_id>/file/", views.file, name="file"),
    path("<slug:public_id>/package/", views.package, name="package"),
]
