"""The addresses of expert review: the experts' own, then the secretary's. None tells who applies."""

from django.urls import path

from kechuang.stages.review import marks, pages_expert, pages_lists, pages_reading, pages_rounds, pages_signing

app_name = "stage_review"
urlpatterns = [
    path("", pages_expert.mine, name="mine"),
    path("parts/<slug:public_id>/promise/", pages_expert.promise, name="promise"),
    path("parts/<slug:public_id>/accept/", pages_expert.accept_all, name="accept-all"),
    path("parts/<slug:public_id>/sign/", pages_signing.compare, name="compare"),
    path("read/<slug:public_id>/", pages_reading.read, name="read"),
    path("read/<slug:public_id>/accept/", pages_expert.accept, name="accept"),
    path("read/<slug:public_id>/hand-back/", pages_expert.decline, name="decline"),
    path("read/<slug:public_id>/choose/", pages_reading.choose, name="choose"),
    path("read/<slug:public_id>/files/<int:number>/", pages_expert.file, name="file"),
    path("read/<slug:public_id>/marks/", marks.add, name="mark"),
    path("read/<slug:public_id>/marks/<int:mark>/drop/", marks.drop, name="unmark"),
    path("rounds/", pages_rounds.index, name="rounds"),
    path("rounds/<slug:public_id>/", pages_rounds.page, name="round"),
    path("rounds/<slug:public_id>/plan/", pages_rounds.plan, name="plan"),
    path("rounds/<slug:public_id>/experts/", pages_lists.experts, name="experts"),
    path("rounds/<slug:public_id>/cases/", pages_lists.cases, name="cases"),
    path("rounds/<slug:public_id>/records/<slug:digest>.<slug:form>.json", pages_rounds.record, name="record"),
    path("cases/<slug:public_id>/", pages_lists.seats, name="seats"),
    path("experts/<slug:public_id>/", pages_lists.expert, name="expert"),
    path("do/<slug:kind>/<slug:public_id>/<slug:action>/", pages_rounds.do, name="do"),
]
