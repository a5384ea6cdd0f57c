import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.retired import RETIRED, check_retired, named_in_catalogue
from tests.cloud.patterns.templates import small


def refused(resource: str) -> dict[str, str]:
    pattern = small(rest=f"Resources:\n  Topic: {{{resource}}}\n")
    with pytest.raises(TemplateError) as caught:
        check_retired(pattern)
    assert caught.value.problem.code is ErrorCode.TEMPLATE_RETIRED
    return caught.value.problem.params


@pytest.mark.parametrize(
    "resource_type",
    [
        "AWS::MediaStore::Container",
        "AWS::CloudFront::StreamingDistribution",
        "AWS::AutoScaling::LaunchConfiguration",
        "AWS::MediaPackage::Channel",
        "AWS::MediaPackage::OriginEndpoint",
        "AWS::KinesisAnalytics::Application",
    ],
)
def test_what_aws_has_ended_is_refused_with_what_takes_its_place(resource_type: str) -> None:
    said = refused(f"Type: {resource_type}")

    assert said["type"] == resource_type
    assert said["replacement"]


def test_a_way_to_it_through_a_type_that_lives_is_refused_too() -> None:
    said = refused(
        "Type: AWS::MediaLive::Channel, "
        "Properties: {A: [{HlsCdnSettings: {HlsMediaStoreSettings: {}}}]}"
    )

    assert said["type"] == "AWS::MediaStore"


def test_packaging_of_recordings_is_not_ended() -> None:
    check_retired(small(rest="Resources:\n  Topic: {Type: AWS::MediaPackage::Asset}\n"))


def test_the_catalogue_names_mediastore_with_its_day_and_its_replacement() -> None:
    [mediastore] = [each for each in named_in_catalogue() if "MediaStore" in each.service]

    assert mediastore.ended_on == "2025-11-13"
    assert "2025-11-13" in mediastore.reason.ja
    assert "S3" in mediastore.replacement.en


def test_every_entry_says_why_in_both_languages() -> None:
    assert all(each.reason.en and each.reason.ja and each.replacement.ja for each in RETIRED)
