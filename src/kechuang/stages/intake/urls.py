"""The addresses of applications."""

from django.urls import path

from kechuang.stages.intake import views

app_name = "stage_intake"
urlpatterns = [
    path("to/<slug:call_id>/", views.apply, name="apply"),
    path("confirmations/<slug:public_id>/<slug:action>/", views.respond, name="respond"),
    path("<slug:public_id>/fill/", views.fill, name="fill"),
    path("<slug:public_id>/submit/", views.submit, name="submit"),
    path("<slug:public_id>/receipt/", views.receipt, name="receipt"),
    path("<slug:public_id>/receipt/<slug:paper>.pdf", views.receipt_paper, name="receipt-paper"),
]
