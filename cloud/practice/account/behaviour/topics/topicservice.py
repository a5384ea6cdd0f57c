"""Amazon SNS's calls that moto answers too kindly: subscribing, confirming and publishing."""

import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from moto.core.responses import ActionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.sns.exceptions import SNSInvalidParameter, TopicNotFound
from moto.sns.models import SNSBackend, Subscription, sns_backends
from moto.sns.responses import SNSResponse

from cloud.practice.account.behaviour import mailbox, queues
from cloud.practice.account.behaviour.alarms.letters import letter
from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.policies import Caller, allows
from cloud.practice.account.behaviour.topics import confirming
from cloud.practice.account.behaviour.topics.delivery import HttpDelivery, Notification
from cloud.practice.account.behaviour.topics.selfcall import Confirmation
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID

InvokeFunction = Callable[[str, object, Caller | None], None]
"""Gets a function's ARN, an event, and for whom; raises LookupError when it can't be."""


MOST_REMEMBERED = 100
"""Of what moto remembers of each topic's notifications."""
_log = logging.getLogger(__name__)


class TopicService:
    """Makes topics reach their subscribers."""

    def __init__(
        self,
        context: AccountContext,
        http: HttpDelivery,
        confirmation: Confirmation,
        invoke: InvokeFunction,
    ) -> None:
        self._context = context
        self._http = http
        self._confirmation = confirmation
        self._invoke = invoke

    def install(self, grafts: Grafts) -> None:
        """Answer from now on."""
        service = self
        grafts.replace(SNSBackend, "subscribe", self._subscribing)
        grafts.replace(Subscription, "publish", self._publishing)
        grafts.replace(SNSResponse, "subscribe", _answering_pending)
        grafts.replace(
            SNSResponse, "confirm_subscription", lambda _: lambda answer: service._confirmed(answer)
        )
        grafts.replace(DomainDispatcherApplication, "infer_service_region_host", _finding_visits)
        for name in ("list_subscriptions", "list_subscriptions_by_topic"):
            grafts.replace(SNSResponse, name, _listing_pending)
        grafts.replace(SNSResponse, "get_topic_attributes", _counting)
        self._context.controls["topics/confirm"] = self._confirm_link

    def publish(self, topic_arn: str, subject: str, message: str, caller: Caller | None) -> None:
        """Publish for a service of the account.

        Raises LookupError when there is no such topic, or its policy does not let the caller in.
        """
        backend = sns_backends[ACCOUNT_ID][topic_arn.split(":")[3]]
        with self._context.call_lock:
            if topic_arn not in backend.topics:
                raise LookupError(topic_arn)
            policy = json.loads(backend.topics[topic_arn].policy)
            if caller and not allows(policy.get("Statement", []), "sns:Publish", caller):
                raise LookupError(f"permission for {caller.service} to publish to {topic_arn}")
            backend.publish(message, topic_arn, subject=subject[:99] or None)

    # ---- private ----

    def _subscribing(self, original: Any) -> Any:
        def subscribe(backend: Any, topic_arn: str, endpoint: str, protocol: str) -> Any:
            known = set(backend.subscriptions)
            subscription = original(backend, topic_arn, endpoint, protocol)
            if subscription.arn not in known and protocol in confirming.ASKED:
                self._ask(subscription, confirming.begin(subscription))
            return subscription

        return subscribe

    def _ask(self, subscription: Any, token: str) -> None:
        topic = subscription.topic
        if subscription.protocol.startswith("email"):
            link = confirming.page_link(topic.arn, token, subscription.endpoint)
            text = (
                f"You have chosen to subscribe to the topic:\n{topic.arn}\n\n"
                f"To confirm this subscription, visit:\n{link}\n"
            )
            mailbox.post(
                self._context,
                subscription.endpoint,
                "AWS Notification - Subscription Confirmation",
                text,
            )
        elif not self._context.is_replaying:
            self._http.confirmation(subscription, self._question(subscription, token))

    def _question(self, subscription: Any, token: str) -> dict[str, str]:
        topic_arn = subscription.topic.arn
        return {
            "Type": "SubscriptionConfirmation",
            "MessageId": token[:32],
            "Token": token,
            "TopicArn": topic_arn,
            "Message": f"You have chosen to subscribe to the topic {topic_arn}.\n"
            "To confirm the subscription, visit the SubscribeURL included in this message.",
            "SubscribeURL": confirming.call_link(self._context.url, topic_arn, token),
            "Timestamp": self._context.clock.now().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "SignatureVersion": "1",
            "Signature": "",
            "SigningCertURL": "",
        }

    def _publishing(self, original: Any) -> Any:
        def publish(
            subscription: Any,
            message: str,
            message_id: str,
            subject: str | None = None,
            **rest: Any,
        ) -> None:
            matcher = subscription._filter_policy_matcher  # noqa: SLF001 - moto's own place for it
            attributes = rest.get("message_attributes")
            if confirming.is_pending(subscription) or (
                matcher is not None and not matcher.matches(attributes, message)
            ):
                return
            del subscription.topic.sent_notifications[:-MOST_REMEMBERED]
            if subscription.protocol in ("sqs", "application", "sms"):
                with self._context.call_lock:  # publishing itself is not under it
                    if _may_be_reached(subscription):
                        original(subscription, message, message_id, subject, **rest)
                return
            if rest.get("message_structure") == "json":
                message = subscription._parse_message_structure(message, subscription.protocol)  # noqa: SLF001
            if not self._context.is_replaying:
                with self._context.call_lock:
                    self._deliver(
                        subscription, Notification(message_id, message, subject or "", attributes)
                    )

        return publish

    def _deliver(self, subscription: Any, notification: Notification) -> None:
        match subscription.protocol:
            case "email" | "email-json":
                subject = notification.subject or "AWS Notification Message"
                is_plain = subscription.protocol == "email"
                text = letter(notification.message) if is_plain else notification.message
                mailbox.post(self._context, subscription.endpoint, subject, text)
            case "http" | "https":
                self._http.notify(subscription, notification)
            case "lambda":
                event = {"Records": [self._record(subscription, notification)]}
                try:
                    self._invoke(subscription.endpoint, event, _caller(subscription))
                except LookupError as error:
                    _log.info("a notification did not reach a function: %s", error)

    def _record(self, subscription: Any, notification: Notification) -> dict[str, object]:
        return {
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": subscription.arn,
            "Sns": {
                "Type": "Notification",
                "MessageId": notification.id,
                "TopicArn": subscription.topic.arn,
                "Subject": notification.subject or None,
                "Message": notification.message,
                "Timestamp": self._context.clock.now().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "SignatureVersion": "1",
                "MessageAttributes": notification.attributes or {},
            },
        }

    def _confirmed(self, response: Any) -> Any:
        topic_arn = str(response._get_param("TopicArn"))  # noqa: SLF001 - moto's only way to it
        token = response._get_param("Token")  # noqa: SLF001 - as above
        if topic_arn.count(":") != 5:
            raise SNSInvalidParameter("Invalid parameter: TopicArn")
        # Not the call's own region: a visit to a link is signed for none.
        backend = sns_backends[ACCOUNT_ID][topic_arn.split(":")[3]]
        if topic_arn not in backend.topics:
            raise TopicNotFound
        is_visit = response.method == "GET" and self._context.url
        find = confirming.waiting if is_visit else confirming.confirm
        subscription = find(backend, topic_arn, token)
        if subscription is None:
            raise SNSInvalidParameter("Invalid parameter: Token")
        if is_visit:
            self._confirmation.visited(topic_arn, token)
        return ActionResult({"SubscriptionArn": subscription.arn})

    def _confirm_link(self, body: bytes) -> object:
        """Confirm as a click on the link in a mail would; the body is JSON with the `link`."""
        return {"arn": self._confirmation.follow(str(json.loads(body).get("link", "")))}


def _finding_visits(original: Any) -> Any:
    """Moto knows services by their signed headers; a visit to a link has none."""

    def host(dispatcher: Any, environ: dict[str, Any], path: str) -> str | None:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        if query.get("Action") == ["ConfirmSubscription"] and "TopicArn" in query:
            return f"sns.{query['TopicArn'][0].split(':')[3]}.amazonaws.com"
        found: str | None = original(dispatcher, environ, path)
        return found

    return host


def _caller(subscription: Any) -> Caller:
    return Caller("sns.amazonaws.com", subscription.topic.arn)


def _may_be_reached(subscription: Any) -> bool:
    return subscription.protocol != "sqs" or queues.may_send(
        subscription.endpoint, _caller(subscription)
    )


def _answering_pending(original: Any) -> Any:
    def subscribe(response: Any) -> Any:
        answer = original(response)
        wants_arn = str(response._get_param("ReturnSubscriptionArn")).lower() == "true"  # noqa: SLF001
        subscription = response.backend.subscriptions[answer.result["SubscriptionArn"]]
        if confirming.is_pending(subscription) and not wants_arn:
            return ActionResult({"SubscriptionArn": "pending confirmation"})
        return answer

    return subscribe


def _listing_pending(original: Any) -> Any:
    def listed(response: Any) -> Any:
        answer = original(response)
        shown = [_shown(each) for each in answer.result["Subscriptions"]]
        return ActionResult({**answer.result, "Subscriptions": shown})

    return listed


def _shown(subscription: Any) -> dict[str, str]:
    is_pending = confirming.is_pending(subscription)
    return {
        "SubscriptionArn": confirming.PENDING if is_pending else subscription.arn,
        "Owner": subscription.owner,
        "Protocol": subscription.protocol,
        "Endpoint": subscription.endpoint,
        "TopicArn": subscription.topic.arn,
    }


def _counting(original: Any) -> Any:
    def attributes(response: Any) -> Any:
        answer = original(response)
        found = answer.result["Attributes"]
        own = [
            each
            for each in response.backend.subscriptions.values()
            if each.topic.arn == found["TopicArn"]
        ]
        pending = sum(map(confirming.is_pending, own))
        found |= {"SubscriptionsPending": pending, "SubscriptionsConfirmed": len(own) - pending}
        return ActionResult({"Attributes": found})

    return attributes
