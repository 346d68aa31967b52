"""The addresses of sheets."""

from django.urls import path

from kechuang.forms import attaching, reading, views

app_name = "forms"
urlpatterns = [
    path("find/<slug:kind>/", views.find, name="find"),
    path("<slug:public_id>/", reading.read, name="read"),
    path("<slug:public_id>/edit/", views.edit, name="edit"),
    path("<slug:public_id>/token/", views.token, name="token"),
    path("<slug:public_id>/history/", reading.history, name="history"),
    path("<slug:public_id>/history/<slug:revision>/", reading.compared, name="compare"),
    path("<slug:public_id>/history/<slug:revision>/restore/", reading.take_back, name="restore"),
    path("<slug:public_id>/settle/", reading.settled, name="settle"),
    path("<slug:public_id>/files/<slug:file>/", attaching.download, name="file"),
    path("<slug:public_id>/files/<slug:file>/remove/", attaching.remove, name="remove"),
    path("<slug:public_id>/attach/<slug:field>/", attaching.upload, name="upload"),
]
