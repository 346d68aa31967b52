"""The addresses of the task agreement."""

from django.urls import path

from kechuang.stages.agreement import views

app_name = "stage_agreement"
urlpatterns = [path("<slug:public_id>/write/", views.write, name="write")]
