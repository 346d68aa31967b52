"""The operations of the API: a few that read, and one for each action of each table, made from the tables."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kechuang import __version__
from kechuang.api.who import BY_SESSION, ByKey, acting
from kechuang.door.payloads import said
from kechuang.door.perform import Option, options, perform
from kechuang.door.reading import Reading, readings
from kechuang.door.refusal import Refusal
from kechuang.door.subject import Subject
from kechuang.door.table import NOT_YET, Actor, Payload, Table, Transition, tables
from kechuang.ui.visit import visit

MOST = 100
STATUS = {"not_yours": 403, "unknown_action": 404, "payload": 422}
CONFLICT = 409


class Manner(BaseModel):
    """How an action is to be done."""

    dry_run: bool = False
    expect: int | None = None
    """The revision that the caller saw."""
    key: str = ""
    """Asked twice under one key, it is done once."""


def shown(reading: Reading, subject: Subject) -> dict[str, Any]:
    """A subject as the API gives it."""
    return {
        "kind": subject.kind,
        "id": subject.public_id,
        "state": subject.state,
        "state_since": subject.state_since,
        "revision": subject.revision,
        **reading.facts(subject),
    }


def offered(option: Option) -> dict[str, Any]:
    """An action as it is offered: open, or shut with the code and the sentence."""
    row = option.transition
    shut = {"code": option.shut.code, "sentence": str(option.shut.sentence)} if option.shut else None
    return {"action": row.action, "label": str(row.label), "open": option.open, "shut": shut}


def found(request: HttpRequest, reading: Reading, public_id: str) -> Subject:
    """The subject, if the caller may see it. Raises Http404, the same for hidden and absent."""
    subject: Subject | None = reading.rows(acting(request)).filter(public_id=public_id).first()
    if subject is None:
        raise Http404
    return subject


def refused(api: NinjaAPI, request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What the door said, in the caller's language."""
    body = {
        "code": refusal.code,
        "sentence": str(refusal.sentence),
        "fields": {name: [str(one) for one in words] for name, words in refusal.fields.items()},
    }
    return api.create_response(request, body, status=STATUS.get(refusal.code, CONFLICT))


def unreadable(api: NinjaAPI, request: HttpRequest, failure: ValidationError) -> HttpResponse:
    """A payload that its model refuses, in the words that the page would use."""
    fields: dict[str, list[str]] = {}
    for error in failure.errors:
        name = ".".join(map(str, error["loc"][2:])) or str(error["loc"][-1])
        fields.setdefault(name, []).append(str(said(cast("ErrorDetails", error))))
    return api.create_response(request, {"code": "payload", "fields": fields}, status=STATUS["payload"])


def built() -> NinjaAPI:
    """The API with an operation for everything that the tables hold."""
    api = NinjaAPI(
        title="Kechuang",
        version=__version__,
        urls_namespace="api",
        docs_url=None,
        openapi_url="openapi.json",
        auth=[ByKey(), BY_SESSION],
    )
    api.add_exception_handler(Refusal, partial(refused, api))
    api.add_exception_handler(ValidationError, partial(unreadable, api))
    known = tables()
    with translation.override("en"):
        for kind, reading in readings().items():
            add_reading(api, kind, reading)
            for action in known[kind].actions:
                add_action(api, known[kind], action, reading)
    return api


def add_reading(api: NinjaAPI, kind: str, reading: Reading) -> None:
    """List, read, and ask what may be done."""

    def index(request: HttpRequest, after: int = 0) -> Mapping[str, Any]:
        """The subjects that the caller may see, the latest first."""
        rows = list(reading.rows(acting(request)).order_by("-pk")[after : after + MOST + 1])
        following = after + MOST if len(rows) > MOST else None
        return {"items": [shown(reading, one) for one in rows[:MOST]], "next": following}

    def read(request: HttpRequest, public_id: str) -> Mapping[str, Any]:
        """One subject."""
        return shown(reading, found(request, reading, public_id))

    def actions(request: HttpRequest, public_id: str) -> list[dict[str, Any]]:
        """What the caller may do to it now, and what is shut and why."""
        subject = found(request, reading, public_id)
        return [offered(one) for one in options(subject, Actor(acting(request)), now=visit(request).now)]

    for path, operation, verb in (("", index, "list"), ("/{public_id}", read, "read")):
        api.get(f"/{kind}{path}", operation_id=f"{kind}_{verb}", tags=[kind], summary=f"{verb} {kind}")(operation)
    api.get(
        f"/{kind}/{{public_id}}/actions", operation_id=f"{kind}_actions", tags=[kind], summary=f"actions of {kind}"
    )(actions)


def add_action(api: NinjaAPI, table: Table, action: str, reading: Reading) -> None:
    """Do one action. What only the clock or the engine does is not offered."""
    rows = [row for row in table.transitions if row.action == action and row.permission.roles]
    if not rows:
        return
    creates = NOT_YET in rows[0].sources
    path = f"/{table.kind}/actions/{action}" if creates else f"/{table.kind}/{{public_id}}/actions/{action}"
    operation = creating(table, rows[0], reading) if creates else doing(rows[0], reading)
    api.post(path, operation_id=f"{table.kind}_{action}", tags=[table.kind], summary=str(rows[0].label))(operation)


def answer(
    reading: Reading, request: HttpRequest, subject: Subject, action: str, payload: Payload, manner: Manner
) -> Any:
    """Ask the door; what it led to."""
    done = perform(
        subject,
        action,
        Actor(acting(request)),
        payload,
        now=visit(request).now,
        expect=manner.expect,
        key=manner.key,
        dry_run=manner.dry_run,
    )
    result = {"state": done.state, "revision": done.revision, "rehearsed": done.rehearsed, "replayed": done.replayed}
    return result | (
        {} if done.rehearsed else {"subject": shown(reading, found(request, reading, done.subject.public_id))}
    )


def doing(row: Transition, reading: Reading) -> Callable[..., Any]:
    """The operation of an action on something that is there."""

    def operation(request: HttpRequest, public_id: str, payload: Payload, manner: Manner) -> Any:
        """Do it, or rehearse it."""
        return answer(reading, request, found(request, reading, public_id), row.action, payload, manner)

    operation.__annotations__ |= {"payload": row.payload, "manner": Query[Manner]}
    return operation


def creating(table: Table, row: Transition, reading: Reading) -> Callable[..., Any]:
    """The operation of an action that brings something into being."""

    def operation(request: HttpRequest, payload: Payload, manner: Manner) -> Any:
        """Do it, or rehearse it."""
        return answer(reading, request, table.model(), row.action, payload, manner)

    operation.__annotations__ |= {"payload": row.payload, "manner": Query[Manner]}
    return operation
