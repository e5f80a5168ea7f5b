"""What holds for every scheme and every figure: sums, floors, order, rounding once."""

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coop.core.money import plain
from payroll.rules.nouns import Computed
from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.given import inputs_of
from payroll.rules.schemes.scheme import Input, InputKind, Scheme
from payroll.rules.schemes.scheme_file import shipped
from payroll.rules.statements.working import faults_of_working
from tests.builders.schemes import a_scheme, paid_under, pay_facts

CODES = list(shipped())
AMOUNTS = st.integers(min_value=0, max_value=400_000)
USUAL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def figures(scheme: Scheme, row: Input) -> st.SearchStrategy[str]:
    """Give figures that an input can take, within its bounds."""
    if row.kind is InputKind.CHOICE:
        return st.sampled_from([one.code for one in row.choices])
    least = row.least or Fraction(0)
    if row.kind is InputKind.AMOUNT:
        most = row.most or Fraction(400_000)
        return st.integers(int(least), int(most)).map(lambda one: plain(one, scheme.currency))
    most = row.most or Fraction(1 if row.kind is InputKind.SHARE else 60)
    quarters = st.integers(0, 20).map(lambda one: least + (most - least) * one / 20)
    return quarters.map(str)


@st.composite
def pays(draw: st.DrawFn) -> Computed:
    """Draw a pay under any scheme, every switch set, some inputs given."""
    scheme = a_scheme(draw(st.sampled_from(CODES)))
    given_ones = draw(st.sets(st.sampled_from([one.code for one in inputs_of(scheme)])))
    inputs = {
        one.code: draw(figures(scheme, one))
        for one in inputs_of(scheme)
        if one.code in given_ones | {"gross"}
    }
    chosen = {one.code: draw(st.sampled_from(one.choices)).code for one in scheme.switches}
    balances = {one.code: draw(AMOUNTS) for one in scheme.purses}
    try:
        return compute(scheme, pay_facts(settings=chosen, balances=balances, **inputs))
    except CannotCompute as refused:
        assume(all(one.rule != "PAY-6" for one in refused.refusals))
        raise


@USUAL
@given(pays())
def test_gross_and_lines_are_the_net_and_so_are_the_purses(pay):
    assert pay.gross == sum(one.amount for one in pay.earnings)
    assert pay.gross + sum(one.amount for one in pay.lines) == pay.net
    assert sum(one.amount for one in pay.purses) == pay.net


@USUAL
@given(pays())
def test_nothing_is_ever_less_than_nothing(pay):
    assert pay.net >= 0
    assert min((one.amount for one in pay.purses), default=0) >= 0
    assert max((one.amount for one in pay.lines), default=0) <= 0


@USUAL
@given(pays())
def test_every_printed_working_can_be_added_again(pay):
    for one in (*pay.earnings, *pay.lines, *pay.purses):
        assert list(faults_of_working(one.working, one.amount, 2)) == [], one


@USUAL
@given(pays())
def test_what_is_protected_stays_unless_the_scheme_names_who_may_go_below(pay):
    scheme = a_scheme(pay.scheme)
    shares = [
        one.limit.value.steps[0].number for one in scheme.protected if one.limit.of == "gross"
    ]
    beyond = {code for one in scheme.protected for code in one.beyond}
    reaching = sum(one.amount for one in pay.lines if one.code in beyond)

    for share in shares:
        assert pay.net >= min(share * pay.gross, share * pay.gross + reaching)


@USUAL
@given(st.sampled_from(CODES), AMOUNTS, AMOUNTS)
def test_more_gross_never_gives_less_net(code, one, other):
    low, high = sorted((one, other))
    currency = a_scheme(code).currency

    less = paid_under(code, gross=plain(low, currency))
    more = paid_under(code, gross=plain(high, currency))

    assert less.net <= more.net


@USUAL
@given(AMOUNTS)
def test_the_levy_is_rounded_once(gross):
    whole = paid_under("ew-levy", gross=plain(gross, "GBP"))
    levy = -next(one.amount for one in whole.lines if one.code == "levy")

    assert abs(levy - max(Fraction(0), Fraction(2, 5) * (gross - 2000))) <= Fraction(1, 2)


@USUAL
@given(st.sampled_from(CODES), AMOUNTS)
def test_the_same_facts_give_the_same_pay(code, gross):
    text = plain(gross, a_scheme(code).currency)

    assert paid_under(code, gross=text) == paid_under(code, gross=text)
