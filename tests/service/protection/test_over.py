"""What goes by itself is gone when its time is over, and not before."""

import os
import time
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sufficiency.service.data import uploads
from sufficiency.service.protection.over import remove_what_is_over


def test_files_sent_more_than_a_day_ago_are_removed_and_later_ones_stay(fresh_home, db):
    old, new = (
        uploads.take(fresh_home.path, [SimpleUploadedFile("a.csv", b"CHILD\n1\n")], {"by": 1})
        for _ in range(2)
    )
    long_ago = time.time() - uploads.KEPT_SECONDS - 60
    os.utime(old.folder, (long_ago, long_ago))
    assert remove_what_is_over()[0] == 1
    assert not old.folder.exists() and new.folder.exists()


def test_sessions_that_ended_are_removed_and_others_stay(fresh_home, db):
    ended, lasting = SessionStore(), SessionStore()
    for session in (ended, lasting):
        session["a"] = 1
        session.save()
    Session.objects.filter(pk=ended.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))
    assert remove_what_is_over()[1] == 1
    assert [one.pk for one in Session.objects.all()] == [lasting.session_key]


def test_the_worker_does_it(fresh_home, db, monkeypatch):
    from sufficiency.service.operations import worker

    done = []
    monkeypatch.setattr(worker, "remove_what_is_over", lambda: done.append(True))
    one = worker.Worker(fresh_home.path, 1)
    one._tidied = time.monotonic() - 2 * worker.TIDIES_EVERY
    one._tidy()
    assert done == [True]
