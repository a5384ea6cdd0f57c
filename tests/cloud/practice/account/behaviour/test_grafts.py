"""Functions that are replaced and given back."""

from cloud.practice.account.behaviour.grafts import Grafts


class Base:
    def word(self) -> str:
        return "base"


class Owner(Base):
    def own(self) -> str:
        return "own"


def test_everything_is_given_back() -> None:
    grafts = Grafts()
    grafts.replace(Owner, "own", lambda former: lambda self: f"not {former(self)}")
    grafts.replace(Owner, "word", lambda former: lambda self: f"not {former(self)}")
    grafts.place(Owner, "fresh", lambda self: "new")
    owner = Owner()
    assert (owner.own(), owner.word(), owner.fresh()) == ("not own", "not base", "new")  # type: ignore[attr-defined]

    grafts.undo()

    assert (owner.own(), owner.word(), hasattr(owner, "fresh")) == ("own", "base", False)
    assert "word" not in vars(Owner)
