from cloud.chatserver.gauges import Gauges


def test_figures_are_shown_in_prometheus_text() -> None:
    gauges = Gauges()
    gauges.watch("clients", "Connected clients", lambda: 7)
    gauges.sent(1_000, 10, 2)
    gauges.answered("")
    gauges.answered("slow_mode")

    lines = gauges.text().decode().splitlines()

    assert "livedesk_chat_clients 7.0" in lines
    assert "livedesk_chat_deliveries_total 1000.0" in lines
    assert "livedesk_chat_dropped_frames_total 2.0" in lines
    assert "livedesk_chat_requests_total 2.0" in lines
    assert 'livedesk_chat_rejected_total{code="slow_mode"} 1.0' in lines


def test_no_label_holds_what_a_user_may_have_chosen() -> None:
    gauges = Gauges()

    gauges.refused("my name is Aki")

    assert 'livedesk_chat_rejected_total{code="other"} 1.0' in gauges.text().decode()
    assert "Aki" not in gauges.text().decode()
