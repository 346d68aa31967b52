"""The addresses of the desk."""

from django.urls import path

from kechuang.desk import doors, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("appointment/", views.act_as, name="appointment"),
    path("account/", views.account, name="account"),
    path("sign-in/", doors.sign_in_page, name="sign-in"),
    path("sign-out/", doors.sign_out, name="sign-out"),
]
