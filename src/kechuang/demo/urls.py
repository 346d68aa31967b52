"""The addresses of the demonstration."""

from django.urls import path

from kechuang.demo import views

app_name = "demo"
urlpatterns = [path("enter/", views.enter, name="enter")]
