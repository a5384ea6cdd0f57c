from dataclasses import replace

import pytest

from cloud.errors import TemplateError
from cloud.stacks.bodies import LARGEST, LARGEST_INLINE, body_arguments
from tests.cloud.stacks.toys import toy
from tests.fakes.aws import LIVE, FakeClient, fake_aws, refusal

LARGE = replace(toy(), body="#" * (LARGEST_INLINE + 1))


def test_a_small_template_travels_in_the_call() -> None:
    assert body_arguments(fake_aws(LIVE), toy(), "") == {"TemplateBody": toy().body}


def test_a_large_one_goes_through_the_bucket_once() -> None:
    s3 = FakeClient(head_object=refusal("404"), put_object={})

    arguments = body_arguments(fake_aws(LIVE, s3=s3), LARGE, "code")
    s3.answers["head_object"] = {}
    again = body_arguments(fake_aws(LIVE, s3=s3), LARGE, "code")

    assert arguments == again
    assert arguments["TemplateURL"].startswith(
        "https://code.s3.us-east-1.amazonaws.com/templates/toy-"
    )
    assert [name for name, _ in s3.calls].count("put_object") == 1


@pytest.mark.parametrize(("size", "bucket"), [(LARGEST_INLINE + 1, ""), (LARGEST + 1, "code")])
def test_what_is_too_large_is_refused_before_aws_does(size: int, bucket: str) -> None:
    with pytest.raises(TemplateError):
        body_arguments(fake_aws(LIVE), replace(toy(), body="#" * size), bucket)
