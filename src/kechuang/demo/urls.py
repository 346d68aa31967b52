"""The addresses of the demonstration."""

from django.urls import path

from kechuang.demo import clock_page, views

app_name = "demo"
urlpatterns = [
    path("demo/enter/", views.enter, name="enter"),
    path("desk/clock/", clock_page.page, name="clock"),
]
