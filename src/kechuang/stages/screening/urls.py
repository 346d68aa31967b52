"""The addresses of the formality check."""

from django.urls import path

from kechuang.stages.screening import views

app_name = "stage_screening"
urlpatterns = [
    path("<slug:public_id>/", views.work, name="work"),
    path("<slug:public_id>/form/", views.amend, name="amend"),
    path("<slug:public_id>/correct/", views.correct, name="correct"),
]
