"""The addresses of the plan."""

from django.urls import path

from kechuang.plan import export, money, views

app_name = "plan"
urlpatterns = [
    path("plan/", views.public, name="public"),
    path("plan/<int:year>/", views.public, name="public-year"),
    path("desk/plan/", views.desk, name="desk"),
    path("desk/plan/prepare/", views.prepare, name="prepare"),
    path("desk/plan/money/enter/", money.enter, name="money-enter"),
    path("desk/plan/<int:year>/", views.desk, name="year"),
    path("desk/plan/<int:year>/report/", views.report, name="report"),
    path("desk/plan/<int:year>/targets.<slug:ending>", export.targets, name="export"),
    path("desk/plan/<int:year>/targets/<slug:code>/", views.target, name="target"),
    path("desk/plan/<int:year>/money/", money.money, name="money"),
    path("desk/plan/<int:year>/money/<slug:action>/", money.act, name="money-act"),
    path("desk/plan/<int:year>/do/<slug:action>/", views.act, name="act"),
]
