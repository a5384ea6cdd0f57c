from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

NETWORK = """
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Out:
    Type: AWS::EC2::Route
    DependsOn: Attached
    Properties:
      {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  Subnet1:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}
  Subnet2:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}
  Routed:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref Subnet1, RouteTableId: !Ref Routes}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref Subnet1, !Ref Subnet2]
      LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: "4000"}]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      {VpcId: !Ref Vpc, Port: 80, Protocol: HTTP,
       TargetGroupAttributes: [{Key: stickiness.enabled, Value: "true"}]}
Outputs:
  Balancer: {Value: !GetAtt Balancer.LoadBalancerFullName}
  Targets: {Value: !GetAtt Targets.TargetGroupFullName}
"""


def test_a_network_is_made_and_taken_away(stacks: Stacks, client: Any) -> None:
    stacks.create(NETWORK, Tags=[{"Key": "a", "Value": "b"}])

    (balancer,) = client("elbv2").describe_load_balancers()["LoadBalancers"]
    found = client("elbv2").describe_load_balancer_attributes(
        LoadBalancerArn=balancer["LoadBalancerArn"]
    )
    assert {"Key": "idle_timeout.timeout_seconds", "Value": "4000"} in found["Attributes"]
    assert stacks.outputs()["Balancer"].startswith("app/demo-Balancer-")
    assert stacks.outputs()["Targets"].startswith("targetgroup/demo-Targets-")
    gateway = client("ec2").describe_internet_gateways()["InternetGateways"][0]
    assert gateway["Tags"] == [{"Key": "a", "Value": "b"}]
    vpc = stacks.resource("Vpc")["PhysicalResourceId"]

    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert vpc not in repr(client("ec2").describe_vpcs())
