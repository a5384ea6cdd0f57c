import re

import botocore.session
import pytest

from cloud.practice.account.formation.kinds.rows import Row
from cloud.practice.account.formation.kinds.rowtable import ROWS
from cloud.practice.account.formation.schemas import schema_of

_SESSION = botocore.session.Session()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.type)
def test_a_row_names_operations_and_attributes_that_exist(row: Row) -> None:
    schema = schema_of(row.type, "us-east-1")
    assert schema is not None
    model = _SESSION.get_service_model(row.service)
    known = {_snake(name): name for name in model.operation_names}
    operations = [row.create, row.delete, row.read, row.update, *(name for name, _ in row.then)]

    assert [name for name in operations if name and name not in known] == []
    assert {*row.attributes, *row.fixed, *row.after} <= {*schema.attributes, "Arn", "Id"}
    taken = model.operation_model(known[row.delete]).input_shape.members
    assert set(row.key) <= set(taken)


def test_a_type_has_one_row() -> None:
    assert len({row.type for row in ROWS}) == len(ROWS)


def _snake(name: str) -> str:
    return (
        str(botocore.xform_name(name))
        if hasattr(botocore, "xform_name")
        else re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    )
