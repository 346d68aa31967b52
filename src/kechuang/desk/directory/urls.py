"""The addresses of the directory at the desk."""

from django.urls import path

from kechuang.desk.directory import (
    accounts,
    decisions,
    experts,
    integrity,
    organisations,
    people,
    pool_entries,
    signs,
)

urlpatterns = [
    path("organisations/", organisations.index, name="organisations"),
    path("organisations/new/", organisations.new, name="organisation-new"),
    path("organisations/<slug:public_id>/", organisations.page, name="organisation"),
    path("organisations/<slug:public_id>/edit/", organisations.edit, name="organisation-edit"),
    path("sign/", signs.page, name="sign"),
    path("organisations/<slug:public_id>/division/", organisations.division, name="division-new"),
    path("organisations/<slug:public_id>/integrity/", decisions.about_body, name="organisation-integrity"),
    path("people/<slug:public_id>/expert/", pool_entries.enrol, name="expert-new"),
    path("people/<slug:public_id>/integrity/", decisions.about_person, name="person-integrity"),
    path("integrity/<slug:public_id>/repair/", decisions.restore, name="integrity-repair"),
    path("experts/<slug:public_id>/edit/", pool_entries.revise, name="expert-edit"),
    path("experts/<slug:public_id>/leave/", pool_entries.leave, name="expert-leave"),
    path("experts/<slug:public_id>/tie/", pool_entries.tie, name="expert-tie"),
    path("experts/<slug:public_id>/job/", pool_entries.job, name="expert-job"),
    path("people/", people.index, name="people"),
    path("people/new/", people.new, name="person-new"),
    path("people/<slug:public_id>/", people.page, name="person"),
    path("people/<slug:public_id>/edit/", people.edit, name="person-edit"),
    path("people/<slug:public_id>/appoint/", people.appoint, name="person-appoint"),
    path("people/<slug:public_id>/end/<slug:appointment>/", people.end, name="appointment-end"),
    path("people/<slug:public_id>/account/", accounts.open_one, name="account-open"),
    path("people/<slug:public_id>/password/", accounts.reset, name="password-reset"),
    path("people/<slug:public_id>/close/", accounts.close, name="account-close"),
    path("people/<slug:public_id>/reopen/", accounts.reopen, name="account-reopen"),
    path("experts/", experts.index, name="experts"),
    path("experts/<slug:public_id>/", experts.page, name="expert"),
    path("integrity/", integrity.index, name="integrity"),
]
