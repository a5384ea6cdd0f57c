import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.lint import OF_OTHER_PARTITIONS, is_offered, lint, main, regions_of, retired
from cloud.patterns.catalogue import pattern
from tests.cloud.patterns.templates import RESOURCES, small

IVS = {
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-west-2",
}


def test_what_aws_would_refuse_is_found_with_its_place() -> None:
    wrong = small(rest=RESOURCES + "    Properties: {DisplayNaem: x}\n")

    [finding] = lint(wrong, ["us-east-1", "ap-northeast-1"])

    assert finding.is_error
    assert finding.rule == "E3002"
    assert "DisplayNaem" in finding.message
    assert finding.where.startswith("Resources/Topic/Properties")
    assert wrong.body.splitlines()[finding.line - 1].strip().startswith("Properties")


def test_advice_comes_after_errors() -> None:
    rest = "Parameters:\n  A: {Type: String}\n" + RESOURCES + "    Properties: {B: x}\n"
    about = "Groups: [{Title: {en: a, ja: a}, Fields: {A: {Title: {en: b, ja: b}}}}]"

    found = lint(small(about, rest), ["us-east-1"])

    assert [each.is_error for each in found] == sorted(each.is_error for each in found)[::-1]
    assert {each.rule for each in found} == {"E3002", "W2001"}


def test_a_file_of_options_in_the_home_folder_hides_nothing(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".cfnlintrc").write_text("ignore_checks: [E]\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)

    assert lint(small(rest=RESOURCES + "    Properties: {Another: x}\n"), ["us-east-1"])


def test_a_row_is_offered_where_all_of_its_types_exist() -> None:
    ivs = pattern("live-ivs")

    assert set(regions_of(ivs)) == IVS
    assert is_offered(ivs, "ap-northeast-1")
    assert not is_offered(ivs, "sa-east-1")


def test_a_row_is_offered_only_where_it_says() -> None:
    assert regions_of(small("Regions: [eu-west-3, mars-west-1]")) == ("eu-west-3",)


def test_other_partitions_are_not_offered() -> None:
    everywhere = regions_of(small())

    assert "eu-west-3" in everywhere
    assert not [each for each in everywhere if each.startswith(OF_OTHER_PARTITIONS)]


@pytest.mark.parametrize("ended", ["AWS::MediaStore::Container", "AWS::Pinpoint::App"])
def test_what_has_ended_is_refused_by_our_list_and_by_the_schemas(ended: str) -> None:
    with pytest.raises(TemplateError) as caught:
        retired(small(rest=f"Resources:\n  Topic: {{Type: {ended}}}\n"))

    assert caught.value.problem.code is ErrorCode.TEMPLATE_RETIRED
    assert caught.value.problem.params["type"] in ended


def test_a_type_that_does_not_exist_is_for_lint_to_say() -> None:
    unknown = small(rest="Resources:\n  Topic: {Type: AWS::Nothing::AtAll}\n")

    retired(unknown)

    assert [each.rule for each in lint(unknown, ["us-east-1"])] == ["E3006"]


def test_rows_are_looked_at_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    good = small("Regions: [us-east-1, eu-west-3]")
    bad = small(rest=RESOURCES + "    Properties: {DisplayNaem: x}\n", pattern_id="bad")

    assert main(["--all-regions"], [good]) == 0
    assert "small: 2 regions, 0 findings" in capsys.readouterr().out
    assert main([], [good, bad]) == 1
    assert "E3002 line" in capsys.readouterr().out


def test_a_row_that_can_be_built_nowhere_fails() -> None:
    assert main([], [small("Regions: [mars-west-1]")]) == 1
