"""A paper from its template to its release: who may do what, and what is never lost."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sufficiency.documents.document import Document
from sufficiency.documents.outline import Outline, Words
from sufficiency.measures.disclosure import Style
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line
from sufficiency.service.committee import actions, editing, queries, release, sources
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.made_up import give_made_up_papers
from sufficiency.service.committee.models import Paper, Published, Version
from sufficiency.service.committee.refused import Refused
from sufficiency.service.committee.states import LEADS_TO, STEPS, TAGS, State
from sufficiency.service.data.opened import opened
from sufficiency.service.governance.made_up import give_made_up_boards
from sufficiency.service.governance.models import DuePaper
from tests.service.made_up import YEARS


def outline_of(paper: Paper) -> Outline:
    return Outline.from_json(paper.versions.first().outline)


def with_words(paper: Paper, text: str) -> Outline:
    outline = outline_of(paper)
    block = Words(key=editing.new_key(outline, "words"), text=text)
    return editing.add_block(outline, outline.sections[0].key, block)


def test_every_state_says_what_follows_and_every_one_can_be_reached():
    assert set(STEPS) == set(LEADS_TO) == set(TAGS) == set(State)
    reached, last = {State.DRAFTING}, None
    while reached != last:
        last = set(reached)
        reached |= {one for state in last for one in STEPS[state]}
    assert reached == set(State) and STEPS[State.PUBLISHED] == ()


def test_a_paper_begins_as_its_template_with_a_title_of_its_own(paper):
    outline = outline_of(paper)
    assert outline.template == "self-evaluation" and outline.title == paper.title and outline.sections
    assert paper.state == State.DRAFTING and paper.versions.count() == 1


def test_each_change_is_a_version_and_a_line_of_the_audit(paper, author):
    made = actions.change_outline(paper=paper, outline=with_words(paper, "Hello."), after=1, by=author)
    assert (made.number, made.by) == (2, author) and "words was added" in made.why
    assert Line.objects.filter(thing=f"paper changed: {paper}", person=author).count() == 1
    same = actions.change_outline(paper=paper, outline=outline_of(paper), after=2, by=author)
    assert same.number == 2, "nothing changed, so there is no version more"


def test_of_two_authors_neither_undoes_what_the_other_did(paper, author, director):
    actions.change_outline(paper=paper, outline=with_words(paper, "First."), after=1, by=author)
    with pytest.raises(actions.SavedMeanwhile, match="saved version 2 while you were writing on version 1"):
        actions.change_outline(paper=paper, outline=with_words(paper, "Second."), after=1, by=director)
    assert "First." in paper.versions.first().outline


def test_a_paper_that_left_its_author_changes_no_more_until_it_comes_back(paper, author, director):
    actions.move_paper(paper=paper, to=State.DIRECTOR, by=author)
    with pytest.raises(Refused, match="with director, and changes no more"):
        actions.change_outline(paper=paper, outline=with_words(paper, "Late."), after=1, by=author)
    with pytest.raises(Refused, match="Say why"):
        actions.move_paper(paper=paper, to=State.DRAFTING, by=director)
    actions.move_paper(paper=paper, to=State.DRAFTING, by=director, reason="Say more of stability.")
    assert actions.change_outline(paper=paper, outline=with_words(paper, "More."), after=1, by=author)


def test_steps_are_not_skipped_and_only_a_director_clears(paper, author, director):
    for state in (State.CONSULTATION, State.CLEARED):
        with pytest.raises(Refused, match="can become with director"):
            actions.move_paper(paper=paper, to=state, by=director)
    actions.move_paper(paper=paper, to=State.DIRECTOR, by=author)
    with pytest.raises(NotAllowed, match="Only a director"):
        actions.move_paper(paper=paper, to=State.CONSULTATION, by=author)
    with pytest.raises(Refused, match="second person"):
        actions.move_paper(paper=paper, to=State.PUBLISHED, by=director)


def test_finance_and_legal_answer_before_a_paper_is_cleared(paper, author, director, person):
    actions.move_paper(paper=paper, to=State.DIRECTOR, by=author)
    actions.move_paper(paper=paper, to=State.CONSULTATION, by=director)
    with pytest.raises(Refused, match="Ask finance and legal services"):
        actions.move_paper(paper=paper, to=State.CLEARED, by=director)
    asked = [actions.ask(paper=paper, who=who, name="Head", by=author) for who in ("finance", "legal")]
    with pytest.raises(Refused, match="not answered yet"):
        actions.move_paper(paper=paper, to=State.CLEARED, by=director)
    accountant = person(Role.FINANCE)
    actions.answer(consultation=asked[0], words="Within budget.", included=True, by=accountant)
    with pytest.raises(NotAllowed, match="nobody else's answer"):
        actions.answer(consultation=asked[1], words="Lawful.", included=True, by=accountant)
    actions.answer(consultation=asked[1], words="Lawful.", included=False, by=director)
    assert actions.move_paper(paper=paper, to=State.CLEARED, by=director).state == State.CLEARED
    with pytest.raises(Refused, match="asked about this paper already"):
        actions.ask(paper=paper, who="legal", name="Head", by=author)


def test_a_second_person_looks_through_the_whole_list(cleared, author, director):
    with pytest.raises(NotAllowed, match="You wrote this paper"):
        release.publish(paper=cleared, by=author)
    with pytest.raises(Refused, match="whole list"):
        release.publish(paper=cleared, by=director)
    with pytest.raises(Refused, match="no such line"):
        release.check(paper=cleared, item="everything", by=director)
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    assert release.publish(paper=cleared, by=director)


def test_what_one_person_looked_at_does_not_count_for_another(cleared, director, person):
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    with pytest.raises(Refused, match="whole list"):
        release.publish(paper=cleared, by=person(Role.PERFORMANCE_ANALYST))


def test_whoever_changed_a_paper_last_does_not_publish_it(paper, author, director, person):
    other = person(Role.DIRECTOR, username="other")
    actions.change_outline(paper=paper, outline=with_words(paper, "Mine."), after=1, by=other)
    with pytest.raises(NotAllowed, match="changed this paper last"):
        release.check(paper=paper, item=ITEMS[0].name, by=other)


def test_a_remark_is_settled_before_a_paper_is_published(cleared, director):
    said = actions.say(
        paper=cleared, section=outline_of(cleared).sections[0].key, words="Too long.", by=director
    )
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    with pytest.raises(Refused, match="not settled"):
        release.publish(paper=cleared, by=director)
    actions.settle(comment=said, by=director)
    assert release.publish(paper=cleared, by=director)


def test_a_published_paper_is_frozen_with_its_figures_for_those_inside_and_for_everybody(published, made_up):
    local, public = Document.from_json(published.local), Document.from_json(published.public)
    assert (local.public, public.public) == (False, True)
    assert local.edition == published.edition == made_up.id and local.figures
    trail = str(local.sections[-1].said) + str([one.said for one in local.sections])
    assert "Head of legal" in trail and "Published" in trail
    told = queries.published_with(local.figures[0].measure, published.paper.authority)
    assert [one.pk for one in told] == [published.pk]


def test_a_published_paper_never_changes(published, director):
    published.public = "{}"
    with pytest.raises(TypeError, match="never changed"):
        published.save()
    with pytest.raises(TypeError, match="never removed"):
        published.delete()
    paper = published.paper
    for refused in (
        lambda: actions.say(paper=paper, section="x", words="Hm.", by=director),
        lambda: actions.ask(paper=paper, who="other", name="Somebody", by=director),
        lambda: actions.change_outline(paper=paper, outline=outline_of(paper), after=1, by=director),
        lambda: release.publish(paper=paper, by=director),
    ):
        with pytest.raises(Refused):
            refused()


def test_where_publishing_fails_nothing_is_published(cleared, director, monkeypatch):
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(sources, "compose", broken)
    with pytest.raises(RuntimeError):
        release.publish(paper=cleared, by=director)
    cleared.refresh_from_db()
    assert cleared.state == State.CLEARED and not Published.objects.exists()


def test_drafted_words_that_are_taken_over_keep_the_figures_they_rest_on(begun, made_up, author):
    paper = begun("sufficiency-update")
    outline = outline_of(paper)
    composed = sources.composed(paper, outline, made_up, Style.LOCAL)
    with_figures = {one.block for one in composed.figures}
    block = next(
        block for block in outline.blocks()
        if block.key in with_figures
        and editing.may_take_over([one for one in composed.said() if one.block == block.key])
    )  # fmt: skip
    mine = editing.block_of(editing.take_over(outline, block.key, composed), block.key)
    assert mine.kind in ("words", "bullets") and mine.rests_on
    assert {one.block for one in mine.rests_on} == {block.key}
    assert sources.moved_since(paper, list(mine.rests_on), made_up, Style.LOCAL) == []


def test_the_database_holds_what_a_paper_must_be(paper, author):
    for told in ({"title": ""}, {"state": "lost"}, {"baseline": paper.as_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(paper=paper, number=1, outline="{}", why="twice", by=author)


def test_the_made_up_authority_has_a_paper_of_each_kind_once(made_up, author, director):
    assert give_made_up_papers(2025, author, director) == 3
    assert sorted(Paper.objects.values_list("state", flat=True)) == ["consultation", "drafting", "published"]
    assert give_made_up_papers(2025, author, director) == 0


def test_the_made_up_papers_are_for_the_next_meetings_that_wait_for_such(made_up, author, director):
    give_made_up_boards(max(YEARS), timezone.localdate())
    give_made_up_papers(2025, author, director)
    written = Paper.objects.exclude(state=State.PUBLISHED)
    waiting = DuePaper.objects.filter(written__in=written.values("pk"))
    assert sorted(waiting.values_list("kind", "state")) == [
        ("progress-report", "consultation"),
        ("sufficiency-update", "drafting"),
    ]
    assert all(one.meeting.day > timezone.localdate() for one in waiting)


def test_nobody_who_writes_waits_while_figures_of_a_paper_are_counted(cleared, director, monkeypatch):
    """Once the line of the audit is written, which every other line waits for, nothing is counted any more."""
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    written, counted = [], []
    step, given = actions.step, sources.given

    def stepped(*told):
        written.append(1)
        return step(*told)

    def counting(*asked):
        counted.append(bool(written))
        return given(*asked)

    opened(sources.in_use())._lately.clear()
    monkeypatch.setattr(actions, "step", stepped)
    monkeypatch.setattr(sources, "given", counting)
    release.publish(paper=cleared, by=director)
    assert counted and written and not any(counted)
