"""The desk, the builder, the release and the archive, as people press their way through them."""

import io
import re

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sufficiency.service.access.roles import Role
from sufficiency.service.committee import actions
from sufficiency.service.committee.block_forms import ADDED, KINDS, BlockForm, parts_of
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Comment, Consultation, Paper, Published
from sufficiency.service.committee.states import State
from sufficiency.service.strategy.made_up import give_made_up_plan
from tests.service.committee.test_papers import outline_of
from tests.service.conftest import give_second_factor
from tests.service.made_up import YEARS
from tests.service.reading import text_of


def as_(somebody) -> Client:
    client = Client()
    client.person = somebody
    client.force_login(somebody)
    give_second_factor(client)
    return client


def at(name: str, paper: Paper, *more: object) -> str:
    return reverse(f"committee:{name}", args=[paper.pk, *more])


def test_an_author_begins_a_paper_and_sees_it_as_it_will_look(made_up, author):
    give_made_up_plan(max(YEARS))
    client = as_(author)
    first = client.get(reverse("committee:begin"))
    assert 'value="2025"' in first.content.decode(), "the last day of the newest return stands there already"
    asked = {
        "template": "sufficiency-update", "title": "Sufficiency update", "lead_officer": "Head of commissioning",
        "as_at_day": "31", "as_at_month": "3", "as_at_year": "2025",
    }  # fmt: skip
    page = client.post(reverse("committee:begin"), asked, follow=True)
    told = text_of(page)
    assert "Sufficiency update" in told and "Take the words over" in told and "Drafting" in told
    assert "Head of commissioning" in told, "the audit trail is made of what really happens"
    assert str(outline_of(Paper.objects.get()).sections[1].title) in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"template": "diary"}, "Choose one of the list"),
        ({"title": ""}, "Enter a title"),
        ({"as_at_day": "41"}, "date"),
        ({"baseline_day": "1", "baseline_month": "4", "baseline_year": "2025"}, "must be before the day"),
    ],
)
def test_a_paper_that_cannot_be_is_told_why(made_up, author, change, told):
    asked = {
        "template": "strategy", "title": "Strategy", "lead_officer": "Head", "as_at_day": "31", "as_at_month": "3",
        "as_at_year": "2025",
    } | change  # fmt: skip
    answer = as_(author).post(reverse("committee:begin"), asked)
    assert answer.status_code == 400 and told in text_of(answer) and not Paper.objects.exists()


def test_blocks_are_added_changed_moved_and_taken_out(paper, author):
    client, section = as_(author), outline_of(paper).sections[0].key
    client.post(at("add_block", paper, section, "words"), {"version": "1", "text": "Our children do well."})
    client.post(at("add_block", paper, section, "sentence"), {"version": "2", "measure": "foster_pct"})
    blocks = outline_of(paper).sections[0].blocks
    assert [one.kind for one in blocks[-2:]] == ["words", "sentence"]
    assert "Our children do well." in text_of(client.get(at("paper", paper)))
    client.post(at("change_block", paper, blocks[-1].key, "up"), {"version": "3"})
    assert [one.kind for one in outline_of(paper).sections[0].blocks[-2:]] == ["sentence", "words"]
    client.post(
        at("block", paper, blocks[-2].key), {"version": "4", "text": "They do better.", "numbered": "on"}
    )
    client.post(at("change_block", paper, blocks[-1].key, "remove"), {"version": "5"})
    last = outline_of(paper).sections[0].blocks[-1]
    assert (last.kind, last.text) == ("words", "They do better.")
    history = text_of(client.get(at("versions", paper)))
    assert "6 versions" in history and "was taken out" in history and "was changed" in history


def test_sections_are_added_named_moved_and_taken_out(paper, author):
    client, first = as_(author), outline_of(paper).sections[0].key
    address = at("add_section", paper)
    client.post(f"{address}?after={first}", {"version": "1", "title": "What young people say", "level": "1"})
    made = outline_of(paper).sections[1]
    assert made.title == "What young people say"
    client.post(at("section", paper, made.key), {"version": "2", "title": "In their words", "level": "2"})
    client.post(at("change_section", paper, made.key, "up"), {"version": "3"})
    assert outline_of(paper).sections[0].title == "In their words"
    client.post(at("change_section", paper, made.key, "remove"), {"version": "4"})
    assert made.key not in [one.key for one in outline_of(paper).sections]


def test_what_was_typed_is_not_lost_where_somebody_else_saved_meanwhile(paper, author, director):
    section = outline_of(paper).sections[0].key
    as_(director).post(at("add_block", paper, section, "words"), {"version": "1", "text": "First."})
    late = as_(author).post(
        at("add_block", paper, section, "words"), {"version": "1", "text": "My long work."}
    )
    assert late.status_code == 400
    assert "saved version 2 while you were writing on version 1" in text_of(late)
    assert "My long work." in late.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("sentence", {"measure": "foster_pc"}, "Did you mean foster_pct"),
        ("groups", {"measure": "foster_pct", "breakdown": "moon"}, "must be one of"),
        ("chart", {"measure": "foster_pct", "every": "month", "stretch": "9999"}, "120"),
        ("comparison", {"measures": "foster_pct\nno_such"}, "no_such"),
        ("words", {"text": ""}, "Enter words"),
        ("words", {"text": "a\x07b"}, "no document may hold"),
    ],
)
def test_a_block_that_cannot_be_is_told_why_and_saves_nothing(paper, author, kind, typed, told):
    section = outline_of(paper).sections[0].key
    answer = as_(author).post(at("add_block", paper, section, kind), {"version": "1"} | typed)
    assert answer.status_code == 400 and told in text_of(answer)
    assert paper.versions.count() == 1


@pytest.mark.parametrize("kind", ADDED)
def test_every_kind_of_block_has_a_form_with_a_label_for_each_part(kind):
    form = BlockForm(kind=kind, key="new-1")
    assert form.fields and all(field.label and field.label[0].isupper() for field in form.fields.values())
    assert {part.name for part in parts_of(KINDS[kind])} <= {name.split("-")[0] for name in form.fields}


def test_a_block_typed_again_as_it_stands_is_the_same_block(begun):
    for template in ("self-evaluation", "progress-report", "sufficiency-update"):
        for block in outline_of(begun(template, title=template)).blocks():
            if block.kind not in ADDED:
                continue
            first = BlockForm(kind=block.kind, key=block.key, block=block)
            typed = {name: value for name, value in first.initial.items() if value not in (False, None)}
            again = BlockForm(typed, kind=block.kind, key=block.key, block=block)
            assert again.is_valid(), (template, block.key, again.errors)
            assert again.made == block


def test_a_paper_goes_from_draft_to_published_and_everybody_reads_the_public_version(
    made_up, person, author, director
):
    writer, head, member = as_(author), as_(director), as_(person(Role.ELECTED_MEMBER))
    asked = {
        "template": "self-evaluation", "title": "Self-evaluation", "lead_officer": "Director", "as_at_day": "31",
        "as_at_month": "3", "as_at_year": "2025",
    }  # fmt: skip
    writer.post(reverse("committee:begin"), asked)
    paper = Paper.objects.get()
    assert member.get(at("paper", paper)).status_code == 403
    assert "0 published papers" in text_of(member.get(reverse("committee:home")))
    writer.post(at("move", paper, "director"))
    section = outline_of(paper).sections[0].key
    head.post(at("remark", paper, section), {"words": "Say when."})
    writer.post(at("settle", paper, Comment.objects.get().pk))
    head.post(at("move", paper, "consultation"))
    for who in ("finance", "legal"):
        writer.post(at("ask", paper), {"who": who, "name": f"Head of {who}"})
    for one in Consultation.objects.all():
        writer.post(at("answer", paper, one.pk), {"words": "Nothing to add.", "included": "on"})
    head.post(at("move", paper, "cleared"))
    assert "somebody else has to look through" in text_of(writer.get(at("paper", paper)))
    for item in ITEMS:
        head.post(at("look_through", paper), {"item": item.name})
    done = head.post(at("look_through", paper), follow=True)
    assert "Every figure of it is still the same today." in text_of(done)
    assert "Self-evaluation" in text_of(member.get(reverse("committee:home")))
    page = text_of(member.get(at("published", paper)))
    assert "Head of finance" in page and "for those inside" not in page
    assert member.get(at("published_file", paper, "inside", "docx")).status_code == 403


@pytest.mark.parametrize(
    ("kind", "typed", "field", "told"),
    [
        ("expected", {"measure": "cla_nummber"}, "measure", "Measure: “cla_nummber” is no measure. Did you mean cla_number"),
        ("chart", {"measure": "foster_pct", "every": "month", "stretch": "999"}, "stretch", "How many points must be a whole number from 2 to 120"),
        ("comparison", {"measures": "foster_pct\nno_such"}, "measures", "Measures, entry 2: “no_such” is no measure"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_block_is_told_at_its_field(paper, author, kind, typed, field, told):
    section = outline_of(paper).sections[0].key
    page = as_(author).post(at("add_block", paper, section, kind), {"version": "1"} | typed)
    assert told in text_of(page) and f'href="#id_{field}"' in page.content.decode()


def test_what_nobody_looked_at_is_not_published(cleared, director):
    head = as_(director)
    for item in ITEMS:
        head.post(at("look_through", cleared), {"item": item.name})

    def seen() -> str:
        page = head.get(at("look_through", cleared)).content.decode()
        return re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]

    before = seen()
    give_made_up_plan(max(YEARS))  # which the paper tells of
    late = head.post(at("look_through", cleared), {"seen": before}, follow=True)
    assert "says something else than when you opened the page" in text_of(late)
    assert not Published.objects.exists() and seen() != before
    head.post(at("look_through", cleared), {"seen": seen()})
    assert Published.objects.get().paper == cleared


def test_a_published_paper_is_taken_away_as_word_pdf_and_workbook(published, author):
    client, paper = as_(author), published.paper
    word = client.get(at("published_file", paper, "public", "docx"))
    told = "\n".join(one.text for one in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert paper.title in told and "attachment" in word.headers["Content-Disposition"]
    assert client.get(at("published_file", paper, "inside", "pdf")).content.startswith(b"%PDF")
    assert client.get(at("draft_file", paper, "public", "xlsx")).content.startswith(b"PK")
    for version, form in (("secret", "docx"), ("public", "exe")):
        assert client.get(at("published_file", paper, version, form)).status_code == 400


def test_the_measure_s_page_tells_where_it_was_published(published, person):
    measure = published.measures.first().measure
    page = text_of(as_(person(Role.ELECTED_MEMBER)).get(reverse("position:measure", args=[measure])))
    assert "Where it was published" in page and published.paper.title in page


def test_a_paper_opens_as_everybody_will_see_it(paper, author):
    page = as_(author).get(at("paper", paper), {"as": "public"})
    told = text_of(page)
    assert "As those inside see it" in told and "Take the words over" not in told


def test_looking_at_papers_writes_nothing(paper, author, django_assert_max_num_queries):
    client = as_(author)
    for address in (reverse("committee:home"), at("paper", paper), at("versions", paper)):
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        written = [one["sql"] for one in asked if re.match("INSERT|UPDATE|DELETE", one["sql"])]
        assert written == [], address


def test_a_paper_that_a_meeting_waits_for_goes_on_with_it(made_up, author, director):
    from sufficiency.service.governance.made_up import give_made_up_boards
    from sufficiency.service.governance.models import DuePaper
    from sufficiency.service.governance.states import PaperState

    give_made_up_boards(max(YEARS), timezone.localdate())
    writer = as_(author)
    waits = DuePaper.objects.filter(state=PaperState.PLANNED, written=None).order_by("-meeting__day").first()
    asked = {
        "template": "self-evaluation", "title": waits.title, "lead_officer": "Director", "as_at_day": "31",
        "as_at_month": "3", "as_at_year": "2025",
    }  # fmt: skip
    writer.post(f"{reverse('committee:begin')}?due={waits.pk}", asked)
    waits.refresh_from_db()
    paper = Paper.objects.get()
    assert (waits.written, waits.state) == (paper.pk, PaperState.DRAFTING)
    actions.move_paper(paper=paper, to=State.DIRECTOR, by=author)
    waits.refresh_from_db()
    assert waits.state == PaperState.DIRECTOR
    assert writer.get(f"{reverse('committee:begin')}?due={waits.pk}").status_code == 400


def test_papers_are_found_by_their_words_by_those_who_may_open_them(published, begun, signed_in):
    draft = begun(title="Homes near the sea")
    member, analyst = signed_in(Role.ELECTED_MEMBER), signed_in(Role.PERFORMANCE_ANALYST)
    address = at("published", published.paper)
    for client in (member, analyst):
        page = client.get("/search", {"q": "know CHILDREN"}).content.decode()
        assert f'href="{address}"' in page and published.paper.title.split("?")[0] in page
    assert at("paper", draft) in analyst.get("/search", {"q": "sea"}).content.decode()
    told = member.get("/search", {"q": "near the sea"}).content.decode()
    assert at("paper", draft) not in told and "Nothing found" in told


@pytest.mark.parametrize(
    ("words", "found"),
    [("know 2025", True), ("director", True), ("2024", False), ("sea", False), ("0000", False), ("%", False)],
)
def test_the_archive_is_narrowed_by_words(published, signed_in, words, found):
    page = signed_in(Role.ELECTED_MEMBER).get("/papers/", {"q": words}).content.decode()
    assert (at("published", published.paper) in page) is found
    assert f"published paper{'' if found else 's'} with “{words}”" in page
    assert ("No published paper has these words." in page) is not found
    assert "No paper is published yet." not in page


def test_too_many_words_are_told(made_up, signed_in):
    answer = signed_in(Role.ELECTED_MEMBER).get("/papers/", {"q": "x" * 101})
    assert answer.status_code == 400 and "Use 100 letters or fewer" in answer.content.decode()
