"""Whether a change is more than chance."""

import pytest

from sufficiency.service.position.change import of_averages, of_counts, of_rates, of_shares


def test_a_large_difference_between_large_shares_is_clear():
    change = of_shares((55, 512), (80, 500))
    assert change.clear
    assert change.strength == pytest.approx(-2.4595, abs=1e-3)  # worked by hand with the pooled share


def test_a_small_difference_between_shares_is_not_clear():
    assert not of_shares((55, 512), (58, 500)).clear


@pytest.mark.parametrize(
    ("now", "before"), [((1, 8), (6, 9)), ((0, 500), (3, 500)), ((1, 0), (1, 5)), ((5, 5), (5, 5))]
)
def test_shares_of_too_few_children_are_not_tested(now, before):
    change = of_shares(now, before)
    assert change.strength is None and change.chance is None and not change.clear


def test_numbers_are_compared_as_poisson_counts():
    assert not of_counts(512, 500).clear
    assert of_counts(1240, 1120).strength == pytest.approx(120 / 2360**0.5)
    assert of_counts(40, 20).clear


def test_small_numbers_are_compared_exactly():
    assert of_counts(0, 8).chance == pytest.approx(2 / 2**8)
    assert of_counts(3, 9).chance == pytest.approx(2 * (1 + 12 + 66 + 220) / 2**12)
    assert not of_counts(0, 5).clear and of_counts(0, 6).clear
    assert of_counts(0, 0).strength is None and not of_counts(7, 7).clear


@pytest.mark.parametrize(("now", "before"), [(0, 200), (200, 0), (0, 5000), (5000, 1)])
def test_a_number_that_falls_to_nothing_is_as_clear_as_can_be(now, before):
    change = of_counts(now, before)
    assert change.clear and abs(change.strength) > 10 and change.chance == pytest.approx(0, abs=1e-9)


def test_the_exact_test_and_the_other_agree_where_they_meet():
    exact, normal = of_counts(115, 85).strength, 30 / 200**0.5
    assert exact == pytest.approx(normal, abs=0.1)


def test_rates_are_compared_with_their_populations():
    same = of_rates((512, 64_000), (500, 62_500))
    assert same.strength == pytest.approx(0, abs=1e-9) and not same.clear
    assert of_rates((600, 64_000), (500, 64_000)).clear
    assert of_rates((600, 0), (500, 64_000)).strength is None


def test_averages_need_their_spread_to_be_compared():
    assert of_averages(420, 560, (60, 150.0**2), (60, 150.0**2)).clear
    assert not of_averages(420, 440, (60, 150.0**2), (60, 150.0**2)).clear
    assert of_averages(420, 560, (4, 150.0**2), (60, 150.0**2)).strength is None
    assert of_averages(420, 560, (60, 0.0), (60, 0.0)).strength is None


def test_the_strength_has_the_sign_of_the_change_and_the_chance_is_two_sided():
    up, down = of_counts(140, 100), of_counts(100, 140)
    assert up.strength == -down.strength > 0
    assert up.chance == pytest.approx(down.chance) == pytest.approx(0.0098, abs=2e-3)
