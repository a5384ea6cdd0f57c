"""What people call a resource type: its service and the thing itself. A table."""

import re

from cloud.patterns.metadata import FlowEnd, Text

_TYPES: dict[str, tuple[str, str, str]] = {
    "AWS::ApplicationAutoScaling::ScalingPolicy": ("Auto Scaling", "Scaling", "スケーリング"),
    "AWS::AutoScaling::AutoScalingGroup": ("EC2 Auto Scaling", "Servers", "サーバー群"),
    "AWS::Budgets::Budget": ("AWS Budgets", "Budget", "予算"),
    "AWS::Chatbot::SlackChannelConfiguration": ("Amazon Q", "Slack channel", "Slack チャンネル"),
    "AWS::CloudFront::Distribution": ("CloudFront", "Delivery", "配信"),
    "AWS::CloudWatch::Alarm": ("CloudWatch", "Alarm", "アラーム"),
    "AWS::CloudWatch::CompositeAlarm": ("CloudWatch", "Combined alarm", "複合アラーム"),
    "AWS::CloudWatch::Dashboard": ("CloudWatch", "Dashboard", "ダッシュボード"),
    "AWS::DynamoDB::Table": ("DynamoDB", "Table", "テーブル"),
    "AWS::ElastiCache::ReplicationGroup": ("ElastiCache", "Valkey", "Valkey"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (
        "Elastic Load Balancing",
        "Load balancer",
        "ロードバランサー",
    ),
    "AWS::Events::Rule": ("EventBridge", "Event rule", "イベントルール"),
    "AWS::IVS::Channel": ("Amazon IVS", "Channel", "チャンネル"),
    "AWS::IVS::PlaybackKeyPair": ("Amazon IVS", "Playback key", "再生キー"),
    "AWS::Lambda::Function": ("Lambda", "Function", "関数"),
    "AWS::MediaLive::Channel": ("MediaLive", "Transcoding", "トランスコード"),
    "AWS::MediaLive::Input": ("MediaLive", "Input", "入力"),
    "AWS::MediaLive::InputSecurityGroup": ("MediaLive", "Allowed addresses", "許可アドレス"),
    "AWS::MediaPackageV2::Channel": ("MediaPackage", "Channel", "チャンネル"),
    "AWS::MediaPackageV2::OriginEndpoint": ("MediaPackage", "Packaging", "パッケージング"),
    "AWS::S3::Bucket": ("Amazon S3", "Bucket", "バケット"),
    "AWS::SNS::Subscription": ("Amazon SNS", "Subscription", "サブスクリプション"),
    "AWS::SNS::Topic": ("Amazon SNS", "Topic", "トピック"),
    "AWS::SQS::Queue": ("Amazon SQS", "Queue", "キュー"),
    "AWS::Scheduler::Schedule": ("EventBridge Scheduler", "Schedule", "スケジュール"),
    "AWS::SecretsManager::Secret": ("Secrets Manager", "Secret", "シークレット"),
}

_ENDS: dict[FlowEnd, tuple[str, str, str]] = {
    FlowEnd.DESKTOP: ("", "Livedesk", "Livedesk"),
    FlowEnd.VIEWERS: ("", "Viewers", "視聴者"),
    FlowEnd.OPERATOR: ("", "You", "あなた"),
    FlowEnd.CHANNELS: ("", "Your channels", "あなたのチャンネル"),
}


def service_of(type_or_end: str) -> str:
    """Return the service of a resource type as people call it; nothing for an end of the flow."""
    if type_or_end in set(FlowEnd):
        return _ENDS[FlowEnd(type_or_end)][0]
    if known := _TYPES.get(type_or_end):
        return known[0]
    return type_or_end.split("::")[1] if "::" in type_or_end else ""


def thing_of(type_or_end: str) -> Text:
    """Return what a resource of that type is, in a word or two."""
    if type_or_end in set(FlowEnd):
        _, en, ja = _ENDS[FlowEnd(type_or_end)]
        return Text(en, ja)
    if known := _TYPES.get(type_or_end):
        return Text(known[1], known[2])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_or_end.rpartition("::")[2])
    return Text(words, words)
