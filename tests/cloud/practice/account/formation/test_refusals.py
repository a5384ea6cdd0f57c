from cloud.practice.account.formation.refusals import Refused, no_stack


def test_a_refusal_has_the_code_that_clients_look_at() -> None:
    assert (Refused("It is so.").code, Refused("x", "Other").code) == ("ValidationError", "Other")
    assert no_stack("demo").message == "Stack with id demo does not exist"
