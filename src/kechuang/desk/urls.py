"""The addresses of the desk."""

from django.urls import path

from kechuang.desk import call_list, calls, cases, doors, ledger, messages, papers, views
from kechuang.desk.directory import urls as directory

app_name = "desk"
urlpatterns = [
    *directory.urlpatterns,
    path("", views.home, name="home"),
    path("seen/", views.seen, name="seen"),
    path("appointment/", views.act_as, name="appointment"),
    path("account/", views.account, name="account"),
    path("sign-in/", doors.sign_in_page, name="sign-in"),
    path("sign-out/", doors.sign_out, name="sign-out"),
    path("calls/", call_list.index, name="calls"),
    path("calls/new/", calls.draft, name="call-draft"),
    path("calls/<slug:public_id>/", calls.page, name="call"),
    path("calls/<slug:public_id>/<slug:action>/", calls.act, name="call-act"),
    path("cases/", ledger.index, name="cases"),
    path("cases/remind/", ledger.remind, name="cases-remind"),
    path("cases/<slug:public_id>/", cases.page, name="case"),
    path("messages/", messages.index, name="messages"),
    path("messages/read/", messages.read, name="messages-read"),
    path("messages/<slug:public_id>/", messages.follow, name="message"),
    path("papers/<slug:public_id>/", papers.paper, name="paper"),
    path("files/<slug:public_id>/", papers.attachment, name="file"),
    path("cases/<slug:public_id>/do/<slug:action>/", cases.act, name="case-act"),
]
