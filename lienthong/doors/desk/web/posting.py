"""What every page does when its one form is posted, or a button: do the act and tell of it, or say why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lienthong.doors.desk.web.receiving.scan_forms import Scans
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form


def attempt(form: Form, act: Callable[[dict[str, Any]], str]) -> tuple[str, int]:
    """Do what a posted form asks for; return the sentence that tells of it and the status of the page.

    act  is given the cleaned form and returns the sentence.  Nothing told: nothing was done, and the form, with what is wrong
    beside its field or above it, is to be shown again with the status (200 for a form that was not posted yet).
    """
    if not form.is_bound:
        return "", 200
    if not form.is_valid():
        return "", 422
    try:
        return act(form.cleaned_data), 302
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return "", no.status


def attempt_with_files(form: Form, act: Callable[[dict[str, Any]], str], scans: Scans) -> tuple[str, int]:
    """Do the same for a form that came with files, unless one was refused: nothing is done then, and the form says why."""
    if not scans.faults:
        return attempt(form, act)
    if form.is_bound:
        for sentences in scans.faults.values():
            form.add_error(None, list(sentences))
    return "", 422


def ask(
    request: HttpRequest, template: str, form: Form, act: Callable[[dict[str, Any]], tuple[str, str]], facts: dict[str, Any]
) -> HttpResponse:
    """Show a page whose form asks for one act, or do it and go on.

    act    does it; returns the sentence that tells of it and the address to go to.
    facts  what the template shows beside the form: title, lead, button, the address «back», in the language of the page.
    """
    going = [""]

    def write(given: dict[str, Any]) -> str:
        told, going[0] = act(given)
        return told

    told, status = attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect(going[0])
    return render(request, template, {"form": form, **facts}, status=status)


def press(request: HttpRequest, act: Callable[[], str]) -> None:
    """Do what a button asks for and tell of it above the next page: that it was done, or why it was refused.

    act  returns the sentence that tells of it.
    """
    try:
        done = act()
    except Refusal as no:
        messages.error(request, tongues.said(no))
    else:
        messages.success(request, done)
