from cloud.practice.account.formation.kinds.books import Books
from cloud.practice.account.formation.kinds.registry import Registry
from cloud.practice.account.formation.kinds.rows import RowKind
from cloud.practice.account.formation.kinds.tables import Table


def test_every_type_is_made_in_the_best_way_there_is() -> None:
    registry = Registry()

    assert isinstance(registry.kind_of("AWS::DynamoDB::Table"), Table)
    assert isinstance(registry.kind_of("AWS::IVS::Channel"), RowKind)
    assert isinstance(registry.kind_of("AWS::Chatbot::SlackChannelConfiguration"), Books)
