"""The addresses of the decision."""

from django.urls import path

from kechuang.stages.decision import views

app_name = "stage_decision"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:public_id>/", views.board, name="board"),
    path("<slug:public_id>/pulse/", views.pulse, name="pulse"),
    path("<slug:public_id>/records/<slug:digest>.json", views.record, name="record"),
    path("<slug:public_id>/cards/<slug:stay>/", views.card, name="card"),
    path("<slug:public_id>/lines/<slug:stay>/", views.change, name="change"),
    path("<slug:public_id>/do/<slug:action>/", views.act, name="act"),
]
