"""How a template reaches CloudFormation: in the call, or through the bucket for code if larger."""

import hashlib

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, NotThere, TemplateError
from cloud.patterns.pattern import Pattern

LARGEST_INLINE = 51_200
"""Bytes of a TemplateBody (CloudFormation quotas)."""
LARGEST = 1_000_000
"""Bytes of a template in a bucket."""


def body_arguments(aws: Aws, pattern: Pattern, bucket: str) -> dict[str, str]:
    """Return TemplateBody or TemplateURL; uploads a large template, once for each content.

    `bucket`: for code and templates; may be empty. Raises TemplateError (TEMPLATE_TOO_LARGE).
    """
    body = pattern.body.encode()
    if len(body) <= LARGEST_INLINE:
        return {"TemplateBody": pattern.body}
    if not bucket or len(body) > LARGEST:
        raise TemplateError(
            ErrorCode.TEMPLATE_TOO_LARGE,
            pattern=pattern.id,
            bytes=len(body),
            limit=LARGEST if bucket else LARGEST_INLINE,
        )
    key = f"templates/{pattern.id}-{hashlib.sha256(body).hexdigest()[:16]}.yaml"
    try:
        aws.call("s3", "head_object", Bucket=bucket, Key=key)
    except NotThere:
        aws.call("s3", "put_object", Bucket=bucket, Key=key, Body=body)
    return {"TemplateURL": f"https://{bucket}.s3.{aws.region}.amazonaws.com/{key}"}
