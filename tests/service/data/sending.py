"""Files sent to be loaded from the pages, and the worker that reads and loads them."""

import io
import zipfile

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from sufficiency.editions import Home
from sufficiency.service.data import uploads
from sufficiency.service.operations.jobs import unfinished
from sufficiency.service.operations.models import Job, State
from sufficiency.service.operations.worker import Worker
from tests.service.reading import text_of

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/06/2012,WBRI,,,\n"
EPISODES = (
    b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    b"1,01/05/2024,S,V2,N1,U4,PR1,,,,AB1 1AA,AB1 1AB,\n"
)


def sent(name: str, content: bytes = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def send(client, *files) -> str:
    """Send files; returns the address of where they stand, once they were read."""
    answer = client.post("/data/load", {"files": list(files)})
    assert answer.status_code == 302, text_of(answer)
    return waited_for(client, answer.headers["Location"])


def waited_for(client, address: str) -> str:
    """The address, once the worker did what waits: until then the page says that the work goes on."""
    assert b'role="status"' in client.get(address).content
    Worker(settings.HOME).do_what_waits()
    assert b'role="status"' not in client.get(address).content
    return address


def upload_of(home: Home, address: str) -> uploads.Upload:
    return uploads.find(home.path, address.rsplit("/", 1)[1])


def killed(client, address: str) -> None:
    """A worker begins what waits and is killed on the way."""
    job = unfinished().get(key=address.rsplit("/", 1)[1])
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=job.attempts + 1, stage="Checking")
    DBTaskResult.objects.get(pk=job.task).claim("a worker that is no more")
    assert "Checking …" in text_of(client.get(address))
